// Calendar days as whole numbers, in the proleptic Gregorian calendar.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rfm {

// Days since 1970-01-01. Valid days run from 0001-01-01 to 9999-12-31.
using DayNumber = std::int32_t;

inline constexpr DayNumber min_day = -719162;  // 0001-01-01
inline constexpr DayNumber max_day = 2932896;  // 9999-12-31

// The day of a civil date, or nothing when there is no such date (2025-02-30) or the year is outside 1 to 9999.
std::optional<DayNumber> day_from_civil(int year, int month, int day) noexcept;

// YYYY-MM-DD.
std::string format_day(DayNumber day);

// Reads exactly YYYY-MM-DD; nothing for any other text.
std::optional<DayNumber> parse_iso_day(std::string_view text) noexcept;

// Today in the time zone of the machine.
DayNumber today();

}  // namespace rfm
