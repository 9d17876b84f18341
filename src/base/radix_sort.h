// Sorting by a 64-bit key without comparing: for long lists, some four times faster than std::sort.
// Thread-safety: pure function on the caller's list.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rfm::base {

// Moves the bits of a mask together, keeping their order: what is left of keys that agree in all other bits sorts as
// they do. (Ids are mostly digits and a common prefix: of 64 bits some 28 differ, which makes 3 passes out of 6.)
class BitGatherer {
public:
    explicit BitGatherer(std::uint64_t mask) {
        int place = 0;
        while (mask != 0) {
            const int low = std::countr_zero(mask);
            const int length = std::countr_one(mask >> low);
            const std::uint64_t ones = length == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << length) - 1;
            runs_[static_cast<std::size_t>(count_++)] = {low, place, ones};
            place += length;
            mask &= ~(ones << low);
        }
        bits_ = place;
    }

    int bits() const noexcept { return bits_; }

    std::uint64_t operator()(std::uint64_t key) const noexcept {
        std::uint64_t gathered = 0;
        for (int i = 0; i < count_; ++i) {
            const Run& run = runs_[static_cast<std::size_t>(i)];
            gathered |= ((key >> run.from) & run.ones) << run.to;
        }
        return gathered;
    }

private:
    struct Run {
        int from = 0;
        int to = 0;
        std::uint64_t ones = 0;
    };
    std::array<Run, 32> runs_{};
    int count_ = 0;
    int bits_ = 0;
};

// Entry has a std::uint64_t `key`. Sorts by it, rising; entries of equal keys keep their order. The keys are left with
// the bits gathered in which they differ.
template <class Entry>
void radix_sort(std::vector<Entry>& entries) {
    if (entries.empty()) return;
    std::uint64_t differing = 0;
    for (const Entry& entry : entries) differing |= entry.key ^ entries.front().key;
    const BitGatherer gather(differing);
    for (Entry& entry : entries) entry.key = gather(entry.key);

    constexpr int digit_bits = 11;
    constexpr std::size_t digits = std::size_t{1} << digit_bits;
    std::vector<Entry> other;
    for (int shift = 0; shift < gather.bits(); shift += digit_bits) {
        other.resize(entries.size());
        std::array<std::size_t, digits> places{};
        for (const Entry& entry : entries) ++places[(entry.key >> shift) % digits];
        std::size_t begin = 0;
        for (std::size_t& place : places) {
            const std::size_t count = place;
            place = begin;
            begin += count;
        }
        for (const Entry& entry : entries) other[places[(entry.key >> shift) % digits]++] = entry;
        entries.swap(other);
    }
}

}  // namespace rfm::base
