// The forms that dates are read in, and what comes of reading one.
// Thread-safety: pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace rfm::orders {

enum class DateForm {
    none,               // reads no date: the reading that is left when no form fits
    year_first,         // 2025-01-31, 2025/1/31, 20250131, 2025年1月31日
    day_first,          // 31/1/2025, also with - or .
    month_first,        // 1/31/2025
    month_name,         // 31-Jan-25, Jan 31, 2025, Fri, 31 Jan 2025 10:30:00 +0100
    unix_seconds,       // 1738281600
    unix_milliseconds,  // 1738281600000
    excel,              // 45688; never inferred: any number of five digits would do
    custom,             // a strptime format
};

// Those that are looked for when none is given. No text can be read in two of them but for day_first and month_first.
inline constexpr std::array inferred_date_forms = {DateForm::year_first,   DateForm::day_first,
                                                   DateForm::month_first,  DateForm::month_name,
                                                   DateForm::unix_seconds, DateForm::unix_milliseconds};

// As in "year first (2025-01-31)". format: of DateForm::custom.
std::string date_form_words(DateForm form, const std::string& format);

// An example of each inferred form, as in "2025-01-31, 31/1/2025, ...".
std::string known_date_words();

enum class DateStatus : std::uint8_t { ok, blank, unreadable, impossible };

}  // namespace rfm::orders
