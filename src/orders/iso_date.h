// The ten bytes of an ISO date to a day number, for the row loop.
// Thread-safety: pure function.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <rfm/day.h>

#include "base/civil_day.h"

namespace rfm::orders {

// For each month of the years that orders are from: the number of the day before its first, and its length in the low
// five bits. A look into these 6 KiB takes less than the calendar's divisions: measured, 4 ns less a row.
struct MonthTable {
    static constexpr int first_year = 1970;
    static constexpr int years = 130;

    constexpr MonthTable() {
        for (int year = first_year; year < first_year + years; ++year) {
            for (int month = 1; month <= 12; ++month) {
                const std::int32_t day = base::day_number(year, month, 1) - 1;
                months[static_cast<std::size_t>((year - first_year) * 12 + month - 1)] =
                    day * 32 + base::days_in_month(year, month);
            }
        }
    }

    std::array<std::int32_t, std::size_t{12} * years> months{};
};
inline constexpr MonthTable month_table;

// The day of numbers that may be anything. False for dates that do not exist and for those of other years.
inline bool table_day(int year, int month, int day_of_month, DayNumber& day) noexcept {
    const auto years = static_cast<std::uint32_t>(year - MonthTable::first_year);
    const auto months = static_cast<std::uint32_t>(month - 1);
    if (years >= MonthTable::years || months > 11) return false;
    const std::int32_t entry = month_table.months[years * 12 + months];
    if (static_cast<std::uint32_t>(day_of_month - 1) >= static_cast<std::uint32_t>(entry & 31)) return false;
    day = (entry >> 5) + day_of_month;
    return true;
}

// Reads exactly YYYY-MM-DD of the years 1970 to 2099 from ten readable bytes. False for everything else, also for dates
// that are right but of other years: the general path reads those.
inline bool read_iso_date(const char* text, DayNumber& day) noexcept {
    std::uint64_t front = 0;  // YYYY-MM-
    std::uint16_t back = 0;   // DD
    std::memcpy(&front, text, sizeof front);
    std::memcpy(&back, text + 8, sizeof back);
    // Each byte less '0' (less '-' for the two hyphens) must leave 0 to 9 (0).
    const std::uint64_t f = front - 0x2D30302D30303030ULL;
    const std::uint32_t b = static_cast<std::uint32_t>(back) - 0x3030U;
    constexpr std::uint64_t hyphens = 0xFF0000FF00000000ULL;
    const std::uint64_t too_high = ((f & ~hyphens) + 0x0076760076767676ULL) | f;
    const std::uint32_t too_high_back = (b + 0x7676U) | b;
    if (((too_high & 0x8080808080808080ULL) | (f & hyphens) | (too_high_back & 0xFFFF8080U)) != 0) return false;
    const auto digit = [&](int byte) { return static_cast<std::uint32_t>(f >> (8 * byte)) & 0xFF; };
    const std::uint32_t year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    const std::uint32_t month = digit(5) * 10 + digit(6);
    const std::uint32_t day_of_month = (b & 0xFF) * 10 + ((b >> 8) & 0xFF);
    const std::uint32_t index = (year - MonthTable::first_year) * 12 + month - 1;
    if (month - 1 > 11 || year - MonthTable::first_year >= MonthTable::years) return false;
    const std::int32_t entry = month_table.months[index];
    if (day_of_month - 1 >= static_cast<std::uint32_t>(entry & 31)) return false;
    day = (entry >> 5) + static_cast<std::int32_t>(day_of_month);
    return true;
}

// Whether the text is THH:MM:SS, with a blank for the T or a Z behind it if need be: the times of day that exports
// write most. False for everything else, also for other right times: the general path reads those. as_written: a Z says
// nothing of the day; otherwise it makes the time an instant, which is not read here.
inline bool is_common_time(std::string_view text, bool as_written = true) noexcept {
    if (text.size() != 9 && (text.size() != 10 || text[9] != 'Z' || !as_written)) return false;
    if (text[0] != 'T' && text[0] != ' ') return false;
    std::uint64_t time = 0;
    std::memcpy(&time, text.data() + 1, sizeof time);
    // Each byte less '0' (less ':' for the colons) must leave 0 to 9, less for the tens (0 for the colons).
    const std::uint64_t t = time - 0x30303A30303A3030ULL;
    if ((((t + 0x767A7F767A7F767DULL) | t) & 0x8080808080808080ULL) != 0) return false;
    return (t & 0xFF) * 10 + (t >> 8 & 0xFF) < 24;
}

}  // namespace rfm::orders
