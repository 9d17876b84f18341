// Days that are written as one number: Unix times, and the serial numbers of Excel.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include <rfm/day.h>

#include "orders/date_form.h"

namespace rfm::orders {

// Which numbers are taken for Unix times.
enum class UnixDigits {
    usual,  // as many as the times since 2001 have, 10 or 13, and none that also reads as 2025013110, an hour
    any,    // and a minus: the user has said what they are
};

// Seconds since 1970, whole ones: 1738281600, 1738281600.25. form: unix_seconds or unix_milliseconds.
DateStatus read_unix_time(std::string_view text, DateForm form, UnixDigits digits, std::int64_t& seconds) noexcept;

// 45688, 45688.75, 45688,75 in the system that counts from 1900 and has a 29th of February 1900, number 60.
DateStatus read_excel_day(std::string_view text, DayNumber& day) noexcept;

// Whether the text can be such a number of a day since 1954.
bool looks_like_excel_day(std::string_view text) noexcept;

// Whether the text is the ten digits of an hour, as 2025013110.
bool looks_like_hour(std::string_view text) noexcept;

}  // namespace rfm::orders
