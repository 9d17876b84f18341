#include "sources/texts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "sources/archive_reader.h"
#include "sources/entry_reader.h"
#include "sources/file_kind.h"
#include "sources/file_source.h"
#include "sources/random_bytes.h"
#include "sources/workbook_text.h"

namespace rfm::sources {
namespace {

void refuse_sheet(const std::string& name, const SourceOptions& options) {
    if (options.sheet.empty()) return;
    throw Error(ErrorKind::usage,
                fmt::format("--sheet {}: {} is no workbook, and has no sheets", base::shown(options.sheet), name));
}

}  // namespace

Texts::Texts(SourceOptions options) : options_(std::move(options)) {}
Texts::Texts(Texts&&) noexcept = default;
Texts& Texts::operator=(Texts&&) noexcept = default;
Texts::~Texts() = default;

Texts Texts::open(const std::string& path, SourceOptions options, Progress* progress) {
    std::unique_ptr<FileSource> file = FileSource::open(path, progress);
    Texts texts(std::move(options));
    texts.file_state_ = file->state();
    try {
        texts.begin_reading(std::move(file));
    } catch (const Error& error) {
        texts.blame_change(error);
        throw;
    }
    return texts;
}

// Finds out what the file is, and reads as much of it as that takes.
void Texts::begin_reading(std::unique_ptr<FileSource> file) {
    const std::string name = file->name();
    const bool is_positional = file->is_positional();
    const std::uint64_t begin = is_positional ? file->position() : 0;
    const std::uint64_t size = is_positional ? file->size() - std::min(file->size(), begin) : 0;
    Unpacked unpacked = unpack(open_start(std::move(file)));
    OpenedSource& bytes = unpacked.bytes;
    const std::string_view start(bytes.start.data(), bytes.start.size());
    if (start.starts_with("PK\x05\x06")) {  // of which libarchive knows nothing to say
        throw Error(ErrorKind::data, fmt::format("{}: the zip file holds no file; was the export finished?", name));
    }
    const bool is_old = is_ole(start);
    if (is_zip(start) || is_old) {
        // A zip has its list of files at the end. A file is read where it stands; of a pipe, all is kept first.
        const RandomBytes zip = is_positional && !unpacked.was_packed
                                    ? bytes_of(std::move(bytes.source), begin, size, bytes.start.size())
                                    : kept_bytes(*rejoin(std::move(bytes)));
        if (is_old || is_workbook(name, zip)) {
            workbook_ = workbook_text(name, zip, options_.sheet);
            return;
        }
        refuse_sheet(name, options_);
        entries_ = std::make_unique<EntryReader>(ArchiveReader::zip(name, zip));
    } else if (is_tar(start)) {
        refuse_sheet(name, options_);
        entries_ = std::make_unique<EntryReader>(ArchiveReader::tar(rejoin(std::move(bytes))));
    } else {
        refuse_sheet(name, options_);
        single_ = std::move(unpacked);
    }
}

void Texts::blame_change(const Error& error) const {
    if (file_state_ && (error.kind() == ErrorKind::data || error.kind() == ErrorKind::io)) {
        file_state_->check_unchanged();
    }
}

std::optional<Text> Texts::next() {
    if (workbook_) return std::exchange(workbook_, std::nullopt);
    if (single_) {
        Unpacked single = std::move(*single_);
        single_.reset();
        return make_text(std::move(single), options_);
    }
    std::unique_ptr<ByteSource> entry = entries_ ? entries_->next() : nullptr;
    if (!entry) {
        if (file_state_) file_state_->check_unchanged();
        return std::nullopt;
    }
    const std::string name = entry->name();
    Unpacked unpacked = unpack(open_start(std::move(entry)));
    unpacked.was_packed = true;
    const std::string_view start(unpacked.bytes.start.data(), unpacked.bytes.start.size());
    if (is_zip(start) || is_tar(start)) {
        throw Error(ErrorKind::data,
                    fmt::format("{}: is an archive or a workbook within an archive; unpack the outer one, "
                                "and name the files that were in it",
                                name));
    }
    return make_text(std::move(unpacked), options_);
}

std::vector<std::string> Texts::warnings() {
    return entries_ ? std::exchange(entries_->warnings(), {}) : std::vector<std::string>();
}

}  // namespace rfm::sources
