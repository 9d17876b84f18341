// libarchive, held by one object: an archive of files, or one packed stream, read from a source or from any place of
// a file. Whatever libarchive warns of while it reads data is an error here.
// Thread-safety: one owner; it may move from thread to thread between calls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <sys/types.h>
#include <vector>

#include "sources/byte_source.h"
#include "sources/random_bytes.h"

struct archive;
struct archive_entry;

namespace rfm::sources {

enum class Packing { none, gzip, zstd, xz, bzip2 };

struct ArchiveEntry {
    std::string path;
    bool is_folder = false;
    bool is_regular = false;  // a file with bytes of its own, no link
    bool is_encrypted = false;
    std::uint64_t size = 0;  // 0 also when it is not known yet
};

class ArchiveReader {
public:
    // One stream packed with zstd, xz or bzip2: a single entry without a path.
    static std::unique_ptr<ArchiveReader> packed(std::unique_ptr<ByteSource> source, Packing packing);
    static std::unique_ptr<ArchiveReader> tar(std::unique_ptr<ByteSource> source);
    static std::unique_ptr<ArchiveReader> zip(std::string name, RandomBytes bytes);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;

    const std::string& name() const noexcept { return name_; }
    const std::string& kind() const noexcept { return kind_; }  // as in "zip"

    // The next entry; false behind the last, when all of the archive was there. Throws Error(data).
    bool next(ArchiveEntry& found);

    // Fills `into` with the data of the entry unless it ends first. Throws Error(data).
    std::size_t read(std::span<char> into);

private:
    ArchiveReader(std::string name, std::string kind);
    void open();
    void check_end();
    [[noreturn]] void fail();
    std::size_t read_more();

    static ssize_t read_callback(archive* handle, void* self, const void** block);
    static std::int64_t seek_callback(archive* handle, void* self, std::int64_t offset, int whence);

    std::string name_;
    std::string kind_;
    archive* archive_ = nullptr;
    std::unique_ptr<ByteSource> source_;  // of a stream
    RandomBytes bytes_;                   // of a file
    std::uint64_t at_ = 0;                // of the bytes given to libarchive
    std::vector<char> block_;
    std::size_t block_size_ = 0;
    std::exception_ptr failure_;  // of the source, which must not be thrown through libarchive
};

}  // namespace rfm::sources
