// Method::quintile as cut points: score = 1 + floor(bins * worse / N), where worse is how many values are strictly
// worse. Equal values always share a score.
// Thread-safety: pure function.
#pragma once

#include <cstdint>
#include <span>

#include "scoring/score_bands.h"

namespace rfm::scoring {

// values must not be empty.
WideCuts quintile_cuts(std::span<const std::int64_t> values, Direction direction, int bins);

}  // namespace rfm::scoring
