#include "scoring/quintile.h"

#include "scoring/ranked_values.h"

namespace rfm::scoring {

// A score is above s exactly when bins * worse >= s * N, that is when at least ceil(s * N / bins) values are strictly
// worse, that is when the value is strictly better than the one at that place, less one, counted from the worst. So
// bins - 1 values decide every score, and no full sort is needed.
//
// Counted in rising order of the value, the i-th cut is the value at rank ceil(i * N / bins) - 1 where larger is
// better. Where smaller is better the same value mirrored is at rank N - ceil(s * N / bins) = floor(i * N / bins)
// with i = bins - s, and "strictly better" reaches up to one less than it.
WideCuts quintile_cuts(std::span<const std::int64_t> values, Direction direction, int bins) {
    const std::size_t n = values.size();
    const auto b = static_cast<std::size_t>(bins);
    const bool larger_is_better = direction == Direction::larger_is_better;
    std::vector<std::size_t> ranks;
    for (std::size_t i = 1; i < b; ++i) ranks.push_back(larger_is_better ? (i * n + b - 1) / b - 1 : i * n / b);

    WideCuts cuts;
    for (const std::int64_t value : values_at_ranks(values, ranks)) {
        cuts.push_back(larger_is_better ? base::Int128{value} : base::Int128{value} - 1);
    }
    return cuts;
}

}  // namespace rfm::scoring
