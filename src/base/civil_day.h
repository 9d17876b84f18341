// The arithmetic between civil dates and day numbers, inline for the row loop.
// From Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days).
// Thread-safety: pure functions.
#pragma once

#include <cstdint>

#include <rfm/day.h>

namespace rfm::base {

struct CivilDate {
    int year = 1970;
    int month = 1;
    int day = 1;
};

constexpr bool is_leap_year(int year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in_month(int year, int month) noexcept {
    constexpr std::uint8_t lengths[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : lengths[month];
}

constexpr bool is_civil_date(int year, int month, int day) noexcept {
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           (day <= 28 || day <= days_in_month(year, month));
}

// The caller has checked is_civil_date.
constexpr DayNumber day_number(int year, int month, int day) noexcept {
    const int y = year - (month <= 2 ? 1 : 0);
    const int era = y / 400;  // years 0 and up only
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

constexpr CivilDate civil_date(DayNumber day) noexcept {
    const int z = day + 719468;  // never negative for days of the years 1 to 9999
    const int era = z / 146097;
    const int doe = z - era * 146097;
    const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    const int month = mp + (mp < 10 ? 3 : -9);
    return {yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1};
}

inline constexpr std::int64_t seconds_a_day = 86'400;

// The day on which so many seconds since 1970 fall. False when it is beyond the years 1 to 9999.
constexpr bool day_of_seconds(std::int64_t seconds, DayNumber& day) noexcept {
    const std::int64_t found = (seconds >= 0 ? seconds : seconds - (seconds_a_day - 1)) / seconds_a_day;
    if (found < min_day || found > max_day) return false;
    day = static_cast<DayNumber>(found);
    return true;
}

// Writes the ten bytes YYYY-MM-DD and returns the byte behind them.
inline char* write_day(char* out, DayNumber day) noexcept {
    const CivilDate date = civil_date(day);
    const auto digit = [](int value) { return static_cast<char>('0' + value); };
    out[0] = digit(date.year / 1000);
    out[1] = digit(date.year / 100 % 10);
    out[2] = digit(date.year / 10 % 10);
    out[3] = digit(date.year % 10);
    out[4] = '-';
    out[5] = digit(date.month / 10);
    out[6] = digit(date.month % 10);
    out[7] = '-';
    out[8] = digit(date.day / 10);
    out[9] = digit(date.day % 10);
    return out + 10;
}

}  // namespace rfm::base
