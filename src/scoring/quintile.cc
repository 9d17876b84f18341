#include "scoring/quintile.h"

namespace rfm::scoring {

std::vector<std::size_t> quintile_ranks(const Rule& rule, std::size_t count) {
    const auto b = static_cast<std::size_t>(rule.bins);
    const bool larger_is_better = rule.direction == Direction::larger_is_better;
    std::vector<std::size_t> ranks;
    for (std::size_t i = 1; i < b; ++i) ranks.push_back(larger_is_better ? (i * count + b - 1) / b - 1 : i * count / b);
    return ranks;
}

WideCuts quintile_cuts(const Rule& rule, std::span<const RankedValue> ranked) {
    WideCuts cuts;
    for (const RankedValue& at : ranked) {
        cuts.push_back(rule.direction == Direction::larger_is_better ? base::Int128{at.value}
                                                                     : base::Int128{at.value} - 1);
    }
    return cuts;
}

}  // namespace rfm::scoring
