#include "scoring/ranked_values.h"

#include <algorithm>

namespace rfm::scoring {
namespace {

// Days and counts of orders lie in a narrow range, and counting them takes one pass with no copy. 2^16 counters are
// 512 KiB, which stays in a second-level cache; for amounts, which spread wider, selection is cheaper.
constexpr std::uint64_t max_counters = std::uint64_t{1} << 16;

std::vector<std::int64_t> by_counting(std::span<const std::int64_t> values, std::span<const std::size_t> ranks,
                                      std::int64_t lowest, std::size_t counters) {
    std::vector<std::size_t> counts(counters);
    for (const std::int64_t value : values) {
        ++counts[static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(lowest)];
    }
    std::vector<std::int64_t> found;
    found.reserve(ranks.size());
    std::size_t slot = 0;
    std::size_t up_to_slot = counts[0];
    for (const std::size_t rank : ranks) {
        while (up_to_slot <= rank) up_to_slot += counts[++slot];
        found.push_back(lowest + static_cast<std::int64_t>(slot));
    }
    return found;
}

// Puts the right value at each rank of [first, last), the middle rank first, so that each level of the recursion
// touches every value once: log2(bins) passes, where rank after rank would take bins / 2.
void select(std::vector<std::int64_t>& values, std::size_t first, std::size_t last,
            std::span<const std::size_t> ranks) {
    if (ranks.empty()) return;
    const auto at = [&](std::size_t index) { return values.begin() + static_cast<std::ptrdiff_t>(index); };
    const std::size_t middle = ranks[ranks.size() / 2];
    std::nth_element(at(first), at(middle), at(last));
    const auto below = std::lower_bound(ranks.begin(), ranks.end(), middle);
    const auto above = std::upper_bound(below, ranks.end(), middle);
    select(values, first, middle, {ranks.begin(), below});
    select(values, middle + 1, last, {above, ranks.end()});
}

}  // namespace

std::vector<std::int64_t> values_at_ranks(std::span<const std::int64_t> values, std::span<const std::size_t> ranks) {
    if (ranks.empty()) return {};
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    const std::uint64_t distance = static_cast<std::uint64_t>(*highest) - static_cast<std::uint64_t>(*lowest);
    if (distance < max_counters && distance < 4 * values.size()) {
        return by_counting(values, ranks, *lowest, static_cast<std::size_t>(distance) + 1);
    }
    std::vector<std::int64_t> partly_sorted(values.begin(), values.end());
    select(partly_sorted, 0, partly_sorted.size(), ranks);
    std::vector<std::int64_t> found;
    found.reserve(ranks.size());
    for (const std::size_t rank : ranks) found.push_back(partly_sorted[rank]);
    return found;
}

}  // namespace rfm::scoring
