// Numbers, days and scores as the text of a field, and the exact text of an amount as a number again.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include <rfm/day.h>
#include <rfm/score.h>

#include "base/int128.h"

namespace rfm::output {

// As YYYY-MM-DD.
void append_day(DayNumber day, std::string& out);

// value: in units of the last of so many decimals, 0 or more.
void append_number(base::Int128 value, int decimals, std::string& out);

// The scores side by side, as in 545; between: what stands between two, where one may be 10.
void append_scores(const CustomerRow& row, std::string_view between, bool has_monetary, std::string& out);

// The exact text of an amount as an integer of its last decimal.
base::Int128 amount_value(std::string_view text) noexcept;

}  // namespace rfm::output
