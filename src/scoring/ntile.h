// Method::ntile: SQL's NTILE(bins) OVER (ORDER BY value, worst first, then position). The first N % bins buckets hold
// one value more than the others. Equal values can get different scores.
// Thread-safety: pure function.
#pragma once

#include <cstdint>
#include <span>

#include "scoring/column_score.h"

namespace rfm::scoring {

// values must not be empty; ties go by their position in it.
ColumnScore score_by_ntile(std::span<const std::int64_t> values, Direction direction, int bins);

}  // namespace rfm::scoring
