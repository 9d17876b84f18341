// A score range as a map writes it: `3`, `4-5` or `*`.
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "segments/segment_map.h"

namespace rfm::segments {

// Nothing when the text is none of the three, a score is outside 1..bins, or the range is reversed.
std::optional<ScoreRange> parse_range(std::string_view text, int bins) noexcept;

// What is wrong with a text that parse_range refuses, and what to try: "is not a score; ...".
std::string explain_bad_range(std::string_view text, int bins);

// As the map would write it.
std::string format_range(ScoreRange range, int bins);

constexpr bool is_any(ScoreRange range, int bins) noexcept {
    return range.low == 1 && range.high == bins;
}

}  // namespace rfm::segments
