#include "scoring/r_rfm.h"

#include <algorithm>

#include "scoring/ranked_values.h"

namespace rfm::scoring {

// Values are whole numbers, so `value >= quantile + unit` is `value > ceil(quantile) + unit - 1`: a cut point like any
// other. R reverses recency by reversing the scores, not the values, so the cuts are the same in both directions.
WideCuts r_rfm_cuts(std::span<const std::int64_t> values, int bins, std::int64_t unit) {
    const auto b = static_cast<std::size_t>(bins);
    std::vector<std::size_t> ranks;  // for each quantile the value below it and the value above it
    for (std::size_t i = 1; i < b; ++i) {
        const std::size_t below = (values.size() - 1) * i / b;
        ranks.push_back(below);
        ranks.push_back(std::min(below + 1, values.size() - 1));
    }
    // The pairs overlap where there are fewer values than bins; looking up needs them in order.
    std::vector<std::size_t> sorted_ranks = ranks;
    std::sort(sorted_ranks.begin(), sorted_ranks.end());
    const std::vector<std::int64_t> found = values_at_ranks(values, sorted_ranks);
    const auto value_at = [&](std::size_t rank) {
        const auto place = std::lower_bound(sorted_ranks.begin(), sorted_ranks.end(), rank) - sorted_ranks.begin();
        return base::Int128{found[static_cast<std::size_t>(place)]};
    };

    WideCuts cuts;
    for (std::size_t i = 1; i < b; ++i) {
        const base::Int128 below = value_at(ranks[2 * (i - 1)]);
        const base::Int128 above = value_at(ranks[2 * (i - 1) + 1]);
        const auto parts = static_cast<base::Int128>((values.size() - 1) * i % b);
        const auto divisor = static_cast<base::Int128>(b);
        const base::Int128 quantile_rounded_up = below + (parts * (above - below) + divisor - 1) / divisor;
        cuts.push_back(quantile_rounded_up + unit - 1);
    }
    return cuts;
}

WideCuts r_rfm_cuts_from_breaks(std::span<const std::int64_t> breaks) {
    WideCuts cuts;
    for (const std::int64_t lower_end : breaks) cuts.push_back(base::Int128{lower_end} - 1);
    return cuts;
}

}  // namespace rfm::scoring
