#include "sources/entry_reader.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "sources/workbook.h"

namespace rfm::sources {
namespace {

class EntrySource : public ByteSource {
public:
    EntrySource(std::string name, ArchiveReader& archive) : ByteSource(std::move(name)), archive_(archive) {}
    std::size_t read(std::span<char> into) override { return archive_.read(into); }

private:
    ArchiveReader& archive_;
};

enum class Visibility { shown, hidden, added_by_macos };

Visibility visibility(std::string_view path) {
    Visibility worst = Visibility::shown;
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(path.size(), part.size() + 1));
        if (part == "__MACOSX" || part == ".DS_Store" || part.starts_with("._")) return Visibility::added_by_macos;
        if (part.starts_with('.') && part != "." && part != "..") worst = Visibility::hidden;
    }
    return worst;
}

// The path within an archive as it can stand in a message: whatever bytes somebody put there.
std::string entry_name(const std::string& archive, const std::string& path) {
    const std::string quoted = base::shown(path, 200);
    return archive + "/" + (quoted.ends_with('\'') ? quoted.substr(1, quoted.size() - 2) : quoted);
}

}  // namespace

bool is_workbook(const std::string& name, const RandomBytes& zip) {
    const std::unique_ptr<ArchiveReader> archive = ArchiveReader::zip(name, zip);
    ArchiveEntry entry;
    bool has_types = false;
    bool has_sheets = false;
    while (archive->next(entry)) {
        if (entry.path == "mimetype" && !entry.is_encrypted) {
            std::string type(longest_mimetype, '\0');
            type.resize(archive->read(type));
            if (is_ods_type(type)) return true;
        }
        has_types |= entry.path == "[Content_Types].xml";
        has_sheets |= entry.path.starts_with("xl/");
    }
    return has_types && has_sheets;
}

std::unique_ptr<ByteSource> EntryReader::next() {
    ArchiveEntry entry;
    while (archive_->next(entry)) {
        const std::string name = entry_name(archive_->name(), entry.path);
        if (entry.is_folder) {
            if (entry.size == 0) continue;
            throw Error(ErrorKind::data,
                        fmt::format("{}: is a folder that has bytes of its own, so the {} file must be "
                                    "damaged; fetch or export it again",
                                    name, archive_->kind()));
        }
        const Visibility seen = visibility(entry.path);
        if (seen == Visibility::hidden) warnings_.push_back(name + ": is a hidden file; it was left out");
        if (seen != Visibility::shown) continue;
        if (!entry.is_regular) {
            throw Error(ErrorKind::data, fmt::format("{}: is a link or a device, not a file; unpack the archive, and "
                                                     "name the CSV files that were in it",
                                                     name));
        }
        if (entry.is_encrypted) {
            throw Error(ErrorKind::data, fmt::format("{}: is encrypted; unpack it with its password (unzip FILE), and "
                                                     "name the CSV files that were in it",
                                                     name));
        }
        found_ = true;
        return std::make_unique<EntrySource>(name, *archive_);
    }
    if (!found_) {
        throw Error(ErrorKind::data, fmt::format("{}: the {} file holds no file; was the export finished?",
                                                 archive_->name(), archive_->kind()));
    }
    return nullptr;
}

}  // namespace rfm::sources
