// How many values of a column are worse than one of them: less(v) of docs/scoring.md, for every value.
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>
#include <vector>

#include "scoring/rule.h"

namespace rfm::scoring {

class Ranks {
public:
    Ranks() = default;
    // 16 bytes are kept for each distinct value, and `values`, 8 bytes each, are needed while it is made.
    Ranks(std::vector<std::int64_t> values, Direction direction);

    // Strictly worse ones; value is one of the column.
    std::uint64_t worse(std::int64_t value) const noexcept;

private:
    Direction direction_ = Direction::larger_is_better;
    std::uint64_t count_ = 0;
    std::vector<std::int64_t> distinct_;  // rising
    std::vector<std::uint64_t> up_to_;    // of each distinct value, how many values are as large or smaller
};

}  // namespace rfm::scoring
