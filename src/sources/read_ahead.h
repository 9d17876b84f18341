// Reads another source on a thread of its own, a few blocks ahead, so that unpacking and decoding don't hold up those
// who cut the text into records.
// Thread-safety: one reader at a time. The thread ends with the object: at once, or when the read it is in returns.
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "sources/byte_source.h"

namespace rfm::sources {

class ReadAhead : public ByteSource {
public:
    explicit ReadAhead(std::unique_ptr<ByteSource> source, std::size_t block_size = std::size_t{1} << 18);
    ~ReadAhead() override;

    // What reading the source throws is thrown here, behind the bytes that came before.
    std::size_t read(std::span<char> into) override;

private:
    static constexpr std::size_t block_count = 4;

    struct Block {
        std::vector<char> bytes;
        std::size_t size = 0;
    };

    void run();

    std::unique_ptr<ByteSource> source_;
    std::array<Block, block_count> blocks_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t filled_ = 0;  // blocks read so far
    std::size_t taken_ = 0;   // blocks given out whole
    std::size_t used_ = 0;    // of the block that is given out now
    bool source_ended_ = false;
    bool stopped_ = false;
    std::exception_ptr failure_;
    std::thread thread_;  // last: it uses all the others
};

}  // namespace rfm::sources
