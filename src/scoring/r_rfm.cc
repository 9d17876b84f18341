#include "scoring/r_rfm.h"

#include <algorithm>

namespace rfm::scoring {

// For each quantile the value below it and the value above it.
std::vector<std::size_t> r_rfm_ranks(const Rule& rule, std::size_t count) {
    const auto b = static_cast<std::size_t>(rule.bins);
    std::vector<std::size_t> ranks;
    for (std::size_t i = 1; i < b; ++i) {
        const std::size_t below = (count - 1) * i / b;
        ranks.push_back(below);
        ranks.push_back(std::min(below + 1, count - 1));
    }
    // The pairs overlap where there are fewer values than bins.
    std::sort(ranks.begin(), ranks.end());
    return ranks;
}

// Values are whole numbers, so `value >= quantile + unit` is `value > ceil(quantile) + unit - 1`: a cut point like any
// other. R reverses recency by reversing the scores, not the values, so the cuts are the same in both directions.
WideCuts r_rfm_cuts(const Rule& rule, std::size_t count, std::span<const RankedValue> ranked) {
    const std::vector<std::size_t> ranks = r_rfm_ranks(rule, count);
    const auto value_at = [&](std::size_t rank) {
        const auto place = std::lower_bound(ranks.begin(), ranks.end(), rank) - ranks.begin();
        return base::Int128{ranked[static_cast<std::size_t>(place)].value};
    };
    const auto b = static_cast<std::size_t>(rule.bins);
    WideCuts cuts;
    for (std::size_t i = 1; i < b; ++i) {
        const std::size_t rank = (count - 1) * i / b;
        const base::Int128 below = value_at(rank);
        const base::Int128 above = value_at(std::min(rank + 1, count - 1));
        const auto parts = static_cast<base::Int128>((count - 1) * i % b);
        const auto divisor = static_cast<base::Int128>(b);
        const base::Int128 quantile_rounded_up = below + (parts * (above - below) + divisor - 1) / divisor;
        cuts.push_back(quantile_rounded_up + rule.unit - 1);
    }
    return cuts;
}

WideCuts r_rfm_cuts_from_breaks(std::span<const std::int64_t> breaks) {
    WideCuts cuts;
    for (const std::int64_t lower_end : breaks) cuts.push_back(base::Int128{lower_end} - 1);
    return cuts;
}

}  // namespace rfm::scoring
