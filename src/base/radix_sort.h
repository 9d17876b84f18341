// Sorting by a 64-bit key without comparing: for long lists, some four times faster than std::sort.
// Thread-safety: pure function on the caller's list.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
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

// Entry has a std::uint64_t `key`. Sorts by its lowest `bits` bits, rising; entries of equal keys keep their order.
// scratch: for use meanwhile.
template <class Entry>
void radix_sort(std::span<Entry> entries, int bits, std::vector<Entry>& scratch) {
    // Up to so many, comparing is faster than counting.
    constexpr std::size_t few = 64;
    if (entries.size() <= few) {
        const std::uint64_t mask = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
        std::stable_sort(entries.begin(), entries.end(),
                         [&](const Entry& a, const Entry& b) { return (a.key & mask) < (b.key & mask); });
        return;
    }
    constexpr int digit_bits = 9;
    constexpr std::size_t digits = std::size_t{1} << digit_bits;
    if (bits > 0 && scratch.size() < entries.size()) scratch.resize(entries.size());
    Entry* from = entries.data();
    Entry* to = scratch.data();
    for (int shift = 0; shift < bits; shift += digit_bits) {
        // The last digit ends where the bits do.
        const std::size_t mask = (std::size_t{1} << std::min(bits - shift, digit_bits)) - 1;
        std::array<std::size_t, digits> places{};
        for (std::size_t i = 0; i < entries.size(); ++i) ++places[(from[i].key >> shift) & mask];
        std::size_t begin = 0;
        for (std::size_t& place : places) {
            const std::size_t count = place;
            place = begin;
            begin += count;
        }
        for (std::size_t i = 0; i < entries.size(); ++i) to[places[(from[i].key >> shift) & mask]++] = from[i];
        std::swap(from, to);
    }
    if (from != entries.data()) std::copy(from, from + entries.size(), entries.data());
}

}  // namespace rfm::base
