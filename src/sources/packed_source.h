// Unpacks a stream of zstd, xz or bzip2.
// Thread-safety: one reader at a time.
#pragma once

#include <memory>
#include <span>
#include <utility>

#include "sources/archive_reader.h"
#include "sources/byte_source.h"

namespace rfm::sources {

class PackedSource : public ByteSource {
public:
    // Throws Error(data) when the first bytes are damaged already.
    PackedSource(std::unique_ptr<ByteSource> packed, Packing packing)
        : ByteSource(packed->name()), reader_(ArchiveReader::packed(std::move(packed), packing)) {}

    std::size_t read(std::span<char> into) override {
        if (!opened_) {
            opened_ = true;
            ended_ = !reader_->next(entry_);
        }
        if (ended_) return 0;
        const std::size_t got = reader_->read(into);
        if (got < into.size()) ended_ = !reader_->next(entry_);  // which proves that nothing stands behind it
        return got;
    }

private:
    std::unique_ptr<ArchiveReader> reader_;
    ArchiveEntry entry_;
    bool opened_ = false;
    bool ended_ = false;
};

}  // namespace rfm::sources
