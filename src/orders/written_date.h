// Dates in words and numbers to year, month and day, without a look at the calendar.
// Thread-safety: pure functions.
#pragma once

#include <string_view>

#include "orders/time_of_day.h"

namespace rfm::orders {

struct WrittenDate {
    int year = 0;
    int month = 0;
    int day = 0;
    BesideDate beside;
};

// Each is false for a text that is not written so.

// 2025-01-31, 2025/1/31, 20250131, 20250131103000, 2025年1月31日
bool read_year_first(std::string_view text, WrittenDate& date) noexcept;

// 31/1/2025 or 1/31/2025: the first number goes to day, the second to month.
bool read_year_last(std::string_view text, WrittenDate& date) noexcept;

// 31-Jan-25, 31 January 2025, Jan 31, 2025, 2025-Jan-31, Fri, 31 Jan 2025 10:30:00 +0100, Fri Jan 31 10:30:00 2025. Two
// digits are a year of 1969 to 2068, as POSIX has it.
bool read_month_name(std::string_view text, WrittenDate& date) noexcept;

}  // namespace rfm::orders
