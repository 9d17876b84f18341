// Method::r_rfm as cut points: the bands of the R package rfm 0.3, computed exactly. R adds amounts and computes breaks
// in binary floating point, so an amount that equals a break can fall just short of it there: of 23,570 customers of
// CDNOW one does.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scoring/scale.h"

namespace rfm::scoring {

std::vector<std::size_t> r_rfm_ranks(const Rule& rule, std::size_t count);

// Breaks are the type-7 quantiles at i / bins, plus 1 (rule.unit steps of the values); a band holds its lower break.
// ranked: the values at those ranks.
WideCuts r_rfm_cuts(const Rule& rule, std::size_t count, std::span<const RankedValue> ranked);

// Breaks that the user gave: as R does, without the 1.
WideCuts r_rfm_cuts_from_breaks(std::span<const std::int64_t> breaks);

}  // namespace rfm::scoring
