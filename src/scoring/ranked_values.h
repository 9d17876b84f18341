// The values that stand at given ranks of a column, which is neither sorted nor held: it is gone through a few times,
// in any order, by any number of threads, and counted.
// Thread-safety: each thread counts for itself; the finder belongs to one owner between passes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rfm::scoring {

struct RankedValue {
    std::int64_t value = 0;
    std::size_t below = 0;  // how many values are smaller
    std::size_t equal = 0;  // how many are the same, itself counted
};

class RankFinder {
public:
    // lowest, highest: bounds of the values. ranks: counted from 0 in rising order of the value, each below the number
    // of values, themselves in rising order; equal neighbours are allowed.
    RankFinder(std::int64_t lowest, std::int64_t highest, std::vector<std::size_t> ranks);

    // Whether no further pass is needed.
    bool done() const noexcept { return ranks_.empty() || found_.size() == ranks_.size(); }

    // What one thread counts in one pass.
    class Counter {
    public:
        void add(std::int64_t value) noexcept {
            const std::uint64_t offset = static_cast<std::uint64_t>(value) - lowest_;
            // In the first pass all values lie in the one stretch there is.
            if (is_first_) {
                ++counts_[offset >> shift_];
                return;
            }
            const std::uint64_t stretch = offset >> width_bits_;
            if (stretch < stretches_.front() || stretch > stretches_.back()) return;
            const std::size_t place = place_of(stretch);
            if (stretches_[place] != stretch) return;
            ++counts_[(place << digit_bits_) + ((offset >> shift_) & ((std::uint64_t{1} << digit_bits_) - 1))];
        }
        // Takes over what another thread has counted in the same pass.
        void add(const Counter& other) noexcept;

    private:
        friend class RankFinder;

        // The first that is not below this one, which lies between the first and the last. Of a few, one after the
        // other is faster than halving.
        std::size_t place_of(std::uint64_t stretch) const noexcept {
            constexpr std::size_t few = 16;
            std::size_t place = 0;
            for (std::size_t left = stretches_.size(); left > few;) {
                const std::size_t half = left / 2;
                if (stretches_[place + half] <= stretch) place += half;
                left -= half;
            }
            while (stretches_[place] < stretch) ++place;
            return place;
        }

        std::uint64_t lowest_ = 0;
        bool is_first_ = true;
        int width_bits_ = 0;
        int shift_ = 0;
        int digit_bits_ = 0;
        std::vector<std::uint64_t> stretches_;
        std::vector<std::uint64_t> counts_;  // 2^digit_bits for each stretch
    };
    Counter counter() const;

    // counted: every value of the column, once.
    void finish_pass(const Counter& counted);

    // One a rank, when done.
    const std::vector<RankedValue>& found() const noexcept { return found_; }

private:
    int digit_bits() const noexcept;

    // The values are known to lie in stretches of 2^width_bits, of which those are looked at closer that hold a rank.
    struct Stretch {
        std::uint64_t number = 0;  // counted from the lowest value
        std::size_t below = 0;     // how many values lie before it
    };
    std::uint64_t lowest_;
    int width_bits_;
    bool is_first_ = true;
    std::vector<Stretch> stretches_ = {Stretch{}};
    std::vector<std::size_t> ranks_;
    std::vector<std::size_t> stretch_of_rank_;
    std::vector<RankedValue> found_;
};

}  // namespace rfm::scoring
