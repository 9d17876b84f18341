// Days, weeks, months, quarters and years: where they begin and end, and what they are called.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include <rfm/history.h>

namespace rfm::pipeline {

struct CalendarPeriod {
    DayNumber first = 0;
    DayNumber last = 0;  // of a week at the end of the calendar, behind max_day
    bool operator==(const CalendarPeriod&) const = default;
};

// The one that holds the day.
CalendarPeriod period_of(DayNumber day, Every every) noexcept;

// As in 2025-01-31, 2025-W05, 2025-01, 2025-Q1, 2025.
std::string period_name(const CalendarPeriod& period, Every every);

// day, week, month, quarter, year.
std::string_view period_word(Every every) noexcept;

}  // namespace rfm::pipeline
