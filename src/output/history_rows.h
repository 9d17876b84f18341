// A history to CSV text (docs/history.md).
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include <rfm/history.h>

namespace rfm::output {

// What stands in the segment's column of figures of all customers.
inline constexpr std::string_view all_customers = "all";

constexpr std::string_view history_header() noexcept {
    return "period,metric,segment,value\n";
}

// Appends the records of one period.
void append_history_rows(const HistoryPeriod& period, bool has_monetary, std::string& out);

}  // namespace rfm::output
