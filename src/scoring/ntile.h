// Method::ntile: SQL's NTILE(bins) OVER (ORDER BY value, worst first, then customer id). The first N % bins buckets
// hold one value more than the others. Equal values can get different scores.
// Thread-safety: pure functions.
#pragma once

#include <span>
#include <vector>

#include "scoring/scale.h"

namespace rfm::scoring {

std::vector<std::size_t> ntile_ranks(const Rule& rule, std::size_t count);

// ranked: the values at those ranks.
Scale ntile_scale(const Rule& rule, std::size_t count, std::span<const RankedValue> ranked);

// The bucket, counted from 1, of a place, counted from 0 at the worst.
int ntile_bucket(std::size_t place, std::size_t count, int bins) noexcept;

}  // namespace rfm::scoring
