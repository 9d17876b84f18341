// Reads a scored file on a thread of its own, a few batches ahead, so that both files of a comparison are read at once.
// Thread-safety: one taker. The thread ends with the object: at once, or when the read it is in returns.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "diff/scored_file.h"

namespace rfm::diff {

class BatchFeed {
public:
    explicit BatchFeed(std::unique_ptr<ScoredFile> file);
    BatchFeed(const BatchFeed&) = delete;
    BatchFeed& operator=(const BatchFeed&) = delete;
    ~BatchFeed();

    // The next batch, valid until the call after it; nullptr when there are none left. What reading the file throws is
    // thrown here, behind the customers that came before.
    ScoredBatch* next();

    // When next() has given nullptr.
    ScoredFile& file() noexcept { return *file_; }

private:
    static constexpr std::size_t batch_count = 4;

    void run();

    std::unique_ptr<ScoredFile> file_;
    std::array<ScoredBatch, batch_count> batches_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t filled_ = 0;  // batches read so far
    std::uint64_t taken_ = 0;   // batches given back
    bool is_out_ = false;       // one is given out now
    bool ended_ = false;
    bool stopped_ = false;
    std::exception_ptr failure_;
    std::thread thread_;  // last: it uses all the others
};

}  // namespace rfm::diff
