// One column of values to scores 1..bins, by any of the methods in docs/scoring.md.
// Thread-safety: pure functions; different columns may be scored at the same time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <rfm/plan.h>

namespace rfm::scoring {

// Whether a larger value earns a higher score (frequency, monetary) or a lower one (recency in days).
enum class Direction { larger_is_better, smaller_is_better };

struct Rule {
    Method method = Method::quintile;
    int bins = 5;                    // 2..10
    std::vector<std::int64_t> cuts;  // bins - 1 in rising order for Method::cuts; optional for Method::r_rfm
    std::int64_t unit = 1;  // how many steps of `values` make 1 (amount_unit for amounts): r_rfm adds 1 to a quantile
};

struct ColumnScore {
    std::vector<std::uint8_t> scores;  // one a value, 1..bins
    // bins - 1 cut points in rising order of the value that, given to Method::cuts with the same data, repeat these
    // scores (for Method::ntile only as far as no tie was split).
    std::vector<std::int64_t> cut_points;
};

// values: one a customer, in byte order of customer ids (which breaks the ties of Method::ntile).
// Throws rfm::Error (usage) when rule.cuts has the wrong number of points or falls.
ColumnScore score_column(std::span<const std::int64_t> values, Direction direction, const Rule& rule);

}  // namespace rfm::scoring
