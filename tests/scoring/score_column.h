// A column scored the way the pipeline does it: its ranks found by counting, then a scale.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "scoring/scale.h"

namespace rfm::scoring {

struct ColumnScore {
    std::vector<int> scores;               // one a value, 1..bins
    std::vector<std::int64_t> cut_points;  // of the scale
};

// The values at the ranks, from as many counters as there are threads in a run.
inline std::vector<RankedValue> find_ranked(std::span<const std::int64_t> values, std::vector<std::size_t> ranks,
                                            std::size_t threads) {
    if (values.empty()) return {};
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    RankFinder finder(*lowest, *highest, std::move(ranks));
    while (!finder.done()) {
        std::vector<RankFinder::Counter> counters(threads, finder.counter());
        for (std::size_t i = 0; i < values.size(); ++i) counters[i % threads].add(values[i]);
        for (std::size_t i = 1; i < threads; ++i) counters[0].add(counters[i]);
        finder.finish_pass(counters[0]);
    }
    return finder.found();
}

// values: in byte order of customer ids (which breaks the ties of Method::ntile).
inline ColumnScore score_column(std::span<const std::int64_t> values, Direction direction, Rule rule) {
    rule.direction = direction;
    check_rule(rule);
    std::vector<std::size_t> ranks;
    if (!values.empty()) ranks = ranks_needed(rule, values.size());
    Scale scale = make_scale(rule, values.size(), find_ranked(values, std::move(ranks), 1 + values.size() % 3));
    ColumnScore scored{{}, scale.cut_points()};
    const bool in_order = scale.splits_ties();
    for (const std::int64_t value : values) {
        scored.scores.push_back(in_order ? scale.score_next(value) : scale.score(value));
    }
    return scored;
}

}  // namespace rfm::scoring
