// How one metric is scored.
// Thread-safety: plain values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <rfm/plan.h>

namespace rfm::scoring {

// Whether a larger value earns a higher score (frequency, monetary) or a lower one (recency in days).
enum class Direction { larger_is_better, smaller_is_better };

struct Rule {
    Method method = Method::quintile;
    int bins = 5;                    // 2..10
    std::vector<std::int64_t> cuts;  // bins - 1 in rising order for Method::cuts; optional for Method::r_rfm
    std::int64_t unit = 1;  // how many steps of the values make 1 (amount_unit for amounts): r_rfm adds 1 to a quantile
    Direction direction = Direction::larger_is_better;
};

// Throws rfm::Error (usage) when rule.cuts has the wrong number of points or falls.
void check_rule(const Rule& rule);

// Which ranks of a column of `count` values, which is not 0, decide the scale: from 0 in rising order of the value,
// themselves in rising order. None where the cut points are given.
std::vector<std::size_t> ranks_needed(const Rule& rule, std::size_t count);

}  // namespace rfm::scoring
