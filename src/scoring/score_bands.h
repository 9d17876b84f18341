// Cut points to scores, for every method that does not split ties.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/int128.h"
#include "scoring/column_score.h"

namespace rfm::scoring {

// Cut points in rising order: the lowest band holds the values <= the first, the next those <= the second, and so on.
// They are wide because the value just below the lowest 64-bit one is a cut point that can be needed.
using WideCuts = std::vector<base::Int128>;

// One score a value, 1..cuts.size() + 1.
std::vector<std::uint8_t> score_by_cuts(std::span<const std::int64_t> values, Direction direction,
                                        const WideCuts& cuts);

// The cut points as they are reported. Only one that lies below every 64-bit value changes.
std::vector<std::int64_t> to_cut_points(const WideCuts& cuts);

}  // namespace rfm::scoring
