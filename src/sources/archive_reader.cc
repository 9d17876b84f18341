#include "sources/archive_reader.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <clocale>
#include <utility>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "sources/damage.h"

namespace rfm::sources {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;
constexpr std::size_t tar_block = 512;

// libarchive turns the names of files into the encoding of the locale, and drops those that have no place in it. Names
// in UTF-8, as they mostly are, then stay as they are, whatever the locale of the run. Of this thread only.
class Utf8Names {
public:
    Utf8Names() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{})) {
        if (locale_ != locale_t{}) before_ = ::uselocale(locale_);
    }
    ~Utf8Names() {
        if (locale_ == locale_t{}) return;
        ::uselocale(before_);
        ::freelocale(locale_);
    }
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

private:
    locale_t locale_;
    locale_t before_{};
};

bool all_zeros(std::span<const char> bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0'; });
}

}  // namespace

ArchiveReader::ArchiveReader(std::string name, std::string kind)
    : name_(std::move(name)), kind_(std::move(kind)), archive_(archive_read_new()), block_(block_size) {
    if (archive_ == nullptr) throw Error(ErrorKind::resource, "out of memory");
}

ArchiveReader::~ArchiveReader() {
    archive_read_free(archive_);
}

std::unique_ptr<ArchiveReader> ArchiveReader::packed(std::unique_ptr<ByteSource> source, Packing packing) {
    const char* kind = packing == Packing::zstd ? "zstd" : packing == Packing::xz ? "xz" : "bzip2";
    std::unique_ptr<ArchiveReader> reader(new ArchiveReader(source->name(), kind));
    reader->source_ = std::move(source);
    if (packing == Packing::zstd) archive_read_support_filter_zstd(reader->archive_);
    if (packing == Packing::xz) archive_read_support_filter_xz(reader->archive_);
    if (packing == Packing::bzip2) archive_read_support_filter_bzip2(reader->archive_);
    archive_read_support_format_raw(reader->archive_);
    archive_read_support_format_empty(reader->archive_);
    reader->open();
    return reader;
}

std::unique_ptr<ArchiveReader> ArchiveReader::tar(std::unique_ptr<ByteSource> source) {
    std::unique_ptr<ArchiveReader> reader(new ArchiveReader(source->name(), "tar"));
    reader->source_ = std::move(source);
    archive_read_support_format_tar(reader->archive_);
    reader->open();
    return reader;
}

std::unique_ptr<ArchiveReader> ArchiveReader::zip(std::string name, RandomBytes bytes) {
    std::unique_ptr<ArchiveReader> reader(new ArchiveReader(std::move(name), "zip"));
    reader->bytes_ = std::move(bytes);
    // By the list at the end of the file only: without it, libarchive looks for what may be the next file, and passes
    // over what is damaged.
    archive_read_support_format_zip_seekable(reader->archive_);
    archive_read_set_seek_callback(reader->archive_, &ArchiveReader::seek_callback);
    reader->open();
    return reader;
}

void ArchiveReader::open() {
    archive_read_set_callback_data(archive_, this);
    archive_read_set_read_callback(archive_, &ArchiveReader::read_callback);
    if (archive_read_open1(archive_) != ARCHIVE_OK) fail();
}

std::size_t ArchiveReader::read_more() {
    block_size_ = source_ ? source_->read(block_) : bytes_.read_at(at_, block_);
    at_ += block_size_;
    return block_size_;
}

ssize_t ArchiveReader::read_callback(archive* handle, void* self, const void** block) {
    auto* const reader = static_cast<ArchiveReader*>(self);
    *block = reader->block_.data();
    try {
        return static_cast<ssize_t>(reader->read_more());
    } catch (...) {
        reader->failure_ = std::current_exception();
        archive_set_error(handle, EIO, "reading failed");
        return ARCHIVE_FATAL;
    }
}

std::int64_t ArchiveReader::seek_callback(archive* /*handle*/, void* self, std::int64_t offset, int whence) {
    auto* const reader = static_cast<ArchiveReader*>(self);
    const auto size = static_cast<std::int64_t>(reader->bytes_.size);
    const std::int64_t from = whence == SEEK_SET   ? 0
                              : whence == SEEK_END ? size
                                                   : static_cast<std::int64_t>(reader->at_);
    const std::int64_t to = std::clamp<std::int64_t>(from + std::clamp<std::int64_t>(offset, -size, size), 0, size);
    reader->at_ = static_cast<std::uint64_t>(to);
    return to;
}

void ArchiveReader::fail() {
    if (failure_) std::rethrow_exception(failure_);
    const char* words = archive_error_string(archive_);
    throw damaged(name_, kind_, words == nullptr ? "its bytes make no sense" : base::shown(words, 200));
}

bool ArchiveReader::next(ArchiveEntry& found) {
    const Utf8Names names;
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(archive_, &entry);
    if (status == ARCHIVE_EOF) {
        check_end();
        return false;
    }
    if (status != ARCHIVE_OK) fail();
    const char* path = archive_entry_pathname(entry);
    found.path = path == nullptr ? "" : path;
    found.is_folder = archive_entry_filetype(entry) == AE_IFDIR;
    found.is_regular = archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
    found.is_encrypted = archive_entry_is_encrypted(entry) != 0;
    found.size = archive_entry_size_is_set(entry) != 0 ? static_cast<std::uint64_t>(archive_entry_size(entry)) : 0;
    return true;
}

std::size_t ArchiveReader::read(std::span<char> into) {
    std::size_t done = 0;
    while (done < into.size()) {
        const la_ssize_t got = archive_read_data(archive_, into.data() + done, into.size() - done);
        if (got < 0) fail();
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

// libarchive ends where nothing that it knows follows. A stream must end there too: behind what is damaged in the
// middle, or cut off between two files, there may be more.
void ArchiveReader::check_end() {
    if (!source_) return;
    if (kind_ != "tar") {
        const auto used = static_cast<std::uint64_t>(archive_filter_bytes(archive_, -1));
        if (used < at_ || read_more() > 0) throw damaged(name_, kind_, "other bytes stand behind its end");
        return;
    }
    // The end of a tar archive is marked by blocks of zeros, which are also what may stand behind it.
    std::span<const char> last = std::span(block_).first(block_size_);
    std::vector<char> tail(last.end() - static_cast<std::ptrdiff_t>(std::min(tar_block, last.size())), last.end());
    while (read_more() > 0) {
        last = std::span(block_).first(block_size_);
        if (!all_zeros(last)) throw damaged(name_, kind_, "other bytes stand behind its end");
        tail.insert(tail.end(), last.begin(), last.end());
        if (tail.size() > tar_block) tail.erase(tail.begin(), tail.end() - static_cast<std::ptrdiff_t>(tar_block));
    }
    if (tail.size() < tar_block || !all_zeros(tail)) throw damaged(name_, kind_, "its end is missing");
}

}  // namespace rfm::sources
