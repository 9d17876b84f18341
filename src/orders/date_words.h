// The English names of months and days of the week, in full and as they are shortened.
// Thread-safety: pure functions.
#pragma once

#include <string_view>

#include <rfm/day.h>

#include "orders/text_cursor.h"

namespace rfm::orders {

inline constexpr int no_weekday = -1;

// 1 to 12 for "Jan", "JANUARY" or "sept", 0 for any other word.
int month_of(std::string_view word) noexcept;

// 0 (Sunday) to 6 for "Sun", "sunday" or "Thurs", no_weekday for any other word.
int weekday_of(std::string_view word) noexcept;

// As weekday_of.
int weekday_of(DayNumber day) noexcept;

// Skips "Wed", "Wed." or "Wednesday" if it comes next.
bool skip_weekday(TextCursor& in, int& weekday) noexcept;

// Whether some word of the text is the name of a day of the week.
bool names_weekday(std::string_view text) noexcept;

}  // namespace rfm::orders
