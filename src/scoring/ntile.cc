#include "scoring/ntile.h"

#include <algorithm>
#include <utility>

namespace rfm::scoring {
namespace {

// How many of `count` places lie in the first `buckets` of `bins` buckets.
std::size_t places_in_first(std::size_t buckets, std::size_t count, std::size_t bins) noexcept {
    return buckets * (count / bins) + std::min(buckets, count % bins);
}

}  // namespace

int ntile_bucket(std::size_t place, std::size_t count, int bins) noexcept {
    const std::size_t size = count / static_cast<std::size_t>(bins);
    const std::size_t larger = count % static_cast<std::size_t>(bins);  // buckets that hold one more
    const std::size_t in_larger = larger * (size + 1);
    return static_cast<int>(1 + (place < in_larger ? place / (size + 1) : larger + (place - in_larger) / size));
}

// The last value of each bucket but the best, in rising order of the value.
std::vector<std::size_t> ntile_ranks(const Rule& rule, std::size_t count) {
    const auto b = static_cast<std::size_t>(rule.bins);
    const bool larger_is_better = rule.direction == Direction::larger_is_better;
    std::vector<std::size_t> ranks;
    for (std::size_t i = 1; i < b; ++i) {
        ranks.push_back(larger_is_better ? places_in_first(i, count, b) - 1 : count - places_in_first(b - i, count, b));
    }
    return ranks;
}

Scale ntile_scale(const Rule& rule, std::size_t count, std::span<const RankedValue> ranked) {
    const bool larger_is_better = rule.direction == Direction::larger_is_better;
    WideCuts cuts;
    std::vector<TieEdge> edges;
    for (const RankedValue& at : ranked) {
        cuts.push_back(larger_is_better ? base::Int128{at.value} : base::Int128{at.value} - 1);
        if (!edges.empty() && edges.back().value == at.value) continue;
        edges.push_back({at.value, larger_is_better ? at.below : count - at.below - at.equal});
    }
    // The cuts are right for every value that no bucket ends at.
    Scale scale(cuts, rule.direction);
    scale.split_ties(std::move(edges), count);
    return scale;
}

}  // namespace rfm::scoring
