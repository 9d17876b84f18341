// The rows of the changes file: one for each customer that moved. The columns stand in docs/output.md.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "diff/comparison.h"

namespace rfm::diff {

// With its line feed.
std::string_view change_header() noexcept;

// won, lost, rising or slipping.
std::string_view move_name(const Move& move) noexcept;

// Appends one record. The fields stand as in the files.
void append_change(std::string& out, const Move& move, const SegmentOrder& order);

}  // namespace rfm::diff
