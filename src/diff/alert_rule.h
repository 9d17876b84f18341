// The rules of --alert, as in "high-value -> at-risk > 2%". The grammar stands in docs/alerts.md.
// Thread-safety: plain values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "diff/segment_order.h"

namespace rfm::diff {

// One segment, or what stands for several.
struct AlertSide {
    enum class Kind : std::uint8_t { segment, any, outside };  // outside: new on the left, gone on the right
    Kind kind = Kind::segment;
    std::string name;                          // of a segment
    std::uint32_t number = 0;                  // in the order, once bound
    std::string_view::size_type position = 0;  // in the rule
};

struct AlertRule {
    enum class Measure : std::uint8_t { moves, customers, revenue };
    enum class Comparison : std::uint8_t { more, at_least, less, at_most };

    Measure measure = Measure::moves;
    AlertSide from, to;  // of moves
    AlertSide of;        // of customers and revenue; any: all of them
    Comparison comparison = Comparison::more;
    std::int64_t limit_scaled = 0;  // in units of 10^-6
    bool is_percent = false;

    std::string typed;      // as it was given
    std::string canonical;  // the same with blanks where they belong
};

// Throws Error(usage) that shows the rule, points at the place, and says what was expected.
AlertRule parse_alert(std::string_view text);

// Looks the segments of the rule up. Throws Error(usage) that lists the names known.
void bind_alert(AlertRule& rule, const SegmentOrder& order);

}  // namespace rfm::diff
