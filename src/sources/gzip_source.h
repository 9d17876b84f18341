// Unpacks gzip: every member of the file, with the checksum and the length of each verified.
// Thread-safety: one reader at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "sources/byte_source.h"

namespace rfm::sources {

class GzipSource : public ByteSource {
public:
    explicit GzipSource(std::unique_ptr<ByteSource> packed, std::size_t buffer_size = std::size_t{1} << 18);
    ~GzipSource() override;

    // Throws Error(data) when the file is cut off or damaged, or when other bytes than zeros stand behind its end.
    std::size_t read(std::span<char> into) override;

private:
    struct Inflater;

    bool start_member();
    void read_header();
    void refill();
    void refill_inside_member();

    std::unique_ptr<ByteSource> packed_;
    std::unique_ptr<Inflater> inflater_;
    std::vector<char> buffer_;
    std::size_t at_ = 0;   // of the bytes in the buffer, unpacked already
    std::size_t end_ = 0;  // how many the buffer holds
    bool inside_member_ = false;
    bool first_member_ = true;
    bool ended_ = false;
};

}  // namespace rfm::sources
