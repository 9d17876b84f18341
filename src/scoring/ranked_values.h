// The values that stand at given ranks of a column, without sorting the column.
// Thread-safety: pure function.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rfm::scoring {

// ranks: counted from 0 in rising order of the value, each below values.size(), themselves in rising order; equal
// neighbours are allowed. Returns one value a rank.
std::vector<std::int64_t> values_at_ranks(std::span<const std::int64_t> values, std::span<const std::size_t> ranks);

}  // namespace rfm::scoring
