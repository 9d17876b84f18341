// The same work on several threads, and turns among them.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <set>

namespace rfm::base {

// How many threads this process may use at once: its affinity, or less where a cgroup gives it less time.
unsigned available_threads();

// Calls work(0) to work(threads - 1), each on a thread of its own (the first on this one), and returns when all have
// ended. When some throw, the exception of the lowest number is thrown on.
void run_parallel(unsigned threads, const std::function<void(unsigned)>& work);

// Lets workers pass in the order of their numbers, one at a time.
// Thread-safety: made to be shared.
class Turns {
public:
    // Waits until every number below `number` is done; false when one of them has failed.
    bool wait(std::uint64_t number) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return next_ == number || failed_ < number; });
        return failed_ >= number;
    }

    void done() {
        {
            const std::lock_guard lock(mutex_);
            ++next_;
        }
        changed_.notify_all();
    }

    // The work of this number failed: those above it need not wait any more. Those below go on, so that the failure
    // that counts is the first in order, whichever thread was faster.
    void fail(std::uint64_t number) {
        {
            const std::lock_guard lock(mutex_);
            failed_ = std::min(failed_, number);
        }
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t next_ = 0;
    std::uint64_t failed_ = ~std::uint64_t{0};
};

// Lets workers wait until all those with lower numbers have come to their end, whatever order they come in.
// Thread-safety: made to be shared.
class Completions {
public:
    // Waits until every number below `number` is complete; false when one of them has failed.
    bool wait_for_all_below(std::uint64_t number) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return next_ >= number || failed_ < number; });
        return failed_ >= number;
    }

    void complete(std::uint64_t number) {
        {
            const std::lock_guard lock(mutex_);
            ahead_.insert(number);
            while (!ahead_.empty() && *ahead_.begin() == next_) {
                ahead_.erase(ahead_.begin());
                ++next_;
            }
        }
        changed_.notify_all();
    }

    // This number will never be complete.
    void fail(std::uint64_t number) {
        {
            const std::lock_guard lock(mutex_);
            failed_ = std::min(failed_, number);
        }
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::set<std::uint64_t> ahead_;  // complete, but not all below them
    std::uint64_t next_ = 0;
    std::uint64_t failed_ = ~std::uint64_t{0};
};

}  // namespace rfm::base
