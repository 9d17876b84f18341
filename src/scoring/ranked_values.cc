#include "scoring/ranked_values.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace rfm::scoring {
namespace {

// 2^16 counters are 512 KiB, which stays in a second-level cache; days and counts of orders are done after one pass.
// Later passes have a set of counters for each stretch that holds a rank.
constexpr int first_digit_bits = 16;
constexpr int later_digit_bits = 12;

}  // namespace

RankFinder::RankFinder(std::int64_t lowest, std::int64_t highest, std::vector<std::size_t> ranks)
    : lowest_(static_cast<std::uint64_t>(lowest)),
      width_bits_(
          static_cast<int>(std::bit_width(static_cast<std::uint64_t>(highest) - static_cast<std::uint64_t>(lowest)))),
      ranks_(std::move(ranks)),
      stretch_of_rank_(ranks_.size()) {}

int RankFinder::digit_bits() const noexcept {
    return std::min(width_bits_, is_first_ ? first_digit_bits : later_digit_bits);
}

RankFinder::Counter RankFinder::counter() const {
    Counter counter;
    counter.lowest_ = lowest_;
    counter.is_first_ = is_first_;
    counter.width_bits_ = width_bits_;
    counter.digit_bits_ = digit_bits();
    counter.shift_ = width_bits_ - counter.digit_bits_;
    for (const Stretch& stretch : stretches_) counter.stretches_.push_back(stretch.number);
    counter.counts_.resize(stretches_.size() << counter.digit_bits_);
    return counter;
}

void RankFinder::Counter::add(const Counter& other) noexcept {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

void RankFinder::finish_pass(const Counter& counted) {
    const std::size_t digits = std::size_t{1} << counted.digit_bits_;
    std::vector<Stretch> closer;
    for (std::size_t i = 0; i < ranks_.size(); ++i) {
        const std::size_t place = stretch_of_rank_[i];
        std::size_t below = stretches_[place].below;
        const auto* counts = counted.counts_.data() + (place << counted.digit_bits_);
        std::size_t digit = 0;
        while (digit + 1 < digits && below + counts[digit] <= ranks_[i]) below += counts[digit++];
        const std::uint64_t number = (stretches_[place].number << counted.digit_bits_) + digit;
        if (counted.shift_ == 0) {
            found_.push_back({static_cast<std::int64_t>(lowest_ + number), below, counts[digit]});
            continue;
        }
        // Ranks rise, so one that lies in a stretch seen before lies in the last one.
        if (closer.empty() || closer.back().number != number) closer.push_back({number, below});
        stretch_of_rank_[i] = closer.size() - 1;
    }
    stretches_ = std::move(closer);
    width_bits_ = counted.shift_;
    is_first_ = false;
}

}  // namespace rfm::scoring
