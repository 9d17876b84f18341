// How far a run has come, for whoever waits for it. The run adds to it; nothing in it is printed.
// Thread-safety: made to be shared. What is read may be a moment old.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

namespace rfm {

class Progress {
public:
    // Bytes of the inputs that were read so far.
    std::uint64_t bytes() const noexcept { return bytes_.load(std::memory_order_relaxed); }

    // How many bytes all inputs have together; nothing while that is unknown, as it always is of a pipe.
    std::optional<std::uint64_t> total() const noexcept {
        const std::uint64_t total = total_.load(std::memory_order_relaxed);
        return total == unknown ? std::nullopt : std::optional(total);
    }

    // Whether all of the inputs was read; what is left then is to score.
    bool all_read() const noexcept { return all_read_.load(std::memory_order_relaxed); }

    // For the run itself.
    void add_bytes(std::uint64_t count) noexcept { bytes_.fetch_add(count, std::memory_order_relaxed); }
    void set_total(std::uint64_t total) noexcept { total_.store(total, std::memory_order_relaxed); }
    void set_all_read() noexcept { all_read_.store(true, std::memory_order_relaxed); }

private:
    static constexpr std::uint64_t unknown = ~std::uint64_t{0};

    std::atomic<std::uint64_t> bytes_{0};
    std::atomic<std::uint64_t> total_{unknown};
    std::atomic<bool> all_read_{false};
};

}  // namespace rfm
