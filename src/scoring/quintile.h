// Method::quintile as cut points: score = 1 + floor(bins * worse / N), where worse is how many values are strictly
// worse. Equal values always share a score.
// Thread-safety: pure functions.
#pragma once

#include <span>
#include <vector>

#include "scoring/scale.h"

namespace rfm::scoring {

std::vector<std::size_t> quintile_ranks(const Rule& rule, std::size_t count);

// ranked: the values at those ranks.
WideCuts quintile_cuts(const Rule& rule, std::span<const RankedValue> ranked);

}  // namespace rfm::scoring
