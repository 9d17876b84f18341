#include "pipeline/calendar_period.h"

#include <fmt/format.h>

#include "base/civil_day.h"

namespace rfm::pipeline {
namespace {

// 0 is Monday, as 0001-01-01 was one.
int weekday_of(DayNumber day) noexcept {
    return (day - min_day) % 7;
}

// Whole months, so many at a time, counted from January.
CalendarPeriod months_of(DayNumber day, int months) noexcept {
    const base::CivilDate date = base::civil_date(day);
    const int first_month = (date.month - 1) / months * months + 1;
    const int last_month = first_month + months - 1;
    return {base::day_number(date.year, first_month, 1),
            base::day_number(date.year, last_month, base::days_in_month(date.year, last_month))};
}

// A week belongs to the year that its Thursday is in, and is the first one when that Thursday is the year's first.
std::string week_name(DayNumber monday) {
    const DayNumber thursday = monday + 3;
    const int year = base::civil_date(thursday).year;
    return fmt::format("{:04}-W{:02}", year, (thursday - base::day_number(year, 1, 1)) / 7 + 1);
}

}  // namespace

CalendarPeriod period_of(DayNumber day, Every every) noexcept {
    switch (every) {
        case Every::day:
            return {day, day};
        case Every::week:
            return {day - weekday_of(day), day - weekday_of(day) + 6};
        case Every::month:
            return months_of(day, 1);
        case Every::quarter:
            return months_of(day, 3);
        case Every::year:
            break;
    }
    return months_of(day, 12);
}

std::string period_name(const CalendarPeriod& period, Every every) {
    const base::CivilDate date = base::civil_date(period.first);
    switch (every) {
        case Every::day:
            return format_day(period.first);
        case Every::week:
            return week_name(period.first);
        case Every::month:
            return fmt::format("{:04}-{:02}", date.year, date.month);
        case Every::quarter:
            return fmt::format("{:04}-Q{}", date.year, (date.month - 1) / 3 + 1);
        case Every::year:
            break;
    }
    return fmt::format("{:04}", date.year);
}

std::string_view period_word(Every every) noexcept {
    switch (every) {
        case Every::day:
            return "day";
        case Every::week:
            return "week";
        case Every::month:
            return "month";
        case Every::quarter:
            return "quarter";
        case Every::year:
            break;
    }
    return "year";
}

}  // namespace rfm::pipeline
