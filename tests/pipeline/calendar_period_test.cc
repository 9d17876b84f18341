#include "pipeline/calendar_period.h"

#include <ctime>

#include "support/catch.h"

namespace rfm::pipeline {
namespace {

CalendarPeriod of(const char* day, Every every) {
    return period_of(*parse_iso_day(day), every);
}
CalendarPeriod between(const char* first, const char* last) {
    return {*parse_iso_day(first), *parse_iso_day(last)};
}

TEST_CASE("calendar periods: where they begin and end") {
    CHECK(of("2024-02-17", Every::day) == between("2024-02-17", "2024-02-17"));
    CHECK(of("2024-02-17", Every::month) == between("2024-02-01", "2024-02-29"));
    CHECK(of("2025-02-28", Every::month) == between("2025-02-01", "2025-02-28"));
    CHECK(of("2025-06-30", Every::quarter) == between("2025-04-01", "2025-06-30"));
    CHECK(of("2025-07-01", Every::quarter) == between("2025-07-01", "2025-09-30"));
    CHECK(of("2025-12-31", Every::quarter) == between("2025-10-01", "2025-12-31"));
    CHECK(of("2024-01-01", Every::year) == between("2024-01-01", "2024-12-31"));
    CHECK(of("2025-02-02", Every::week) == between("2025-01-27", "2025-02-02"));  // a Sunday
    CHECK(of("2025-02-03", Every::week) == between("2025-02-03", "2025-02-09"));
    CHECK(of("0001-01-01", Every::week) == between("0001-01-01", "0001-01-07"));
    CHECK(of("9999-12-31", Every::week).last == max_day + 2);
}

TEST_CASE("calendar periods: what they are called") {
    const auto name = [](const char* day, Every every) { return period_name(of(day, every), every); };
    CHECK(name("2025-01-31", Every::day) == "2025-01-31");
    CHECK(name("2025-01-31", Every::week) == "2025-W05");
    CHECK(name("2025-01-31", Every::month) == "2025-01");
    CHECK(name("2025-01-31", Every::quarter) == "2025-Q1");
    CHECK(name("2025-01-31", Every::year) == "2025");
    CHECK(name("2025-10-01", Every::quarter) == "2025-Q4");
    CHECK(name("0987-06-05", Every::month) == "0987-06");
    // A week belongs to the year of its Thursday.
    CHECK(name("2024-12-30", Every::week) == "2025-W01");
    CHECK(name("2021-01-03", Every::week) == "2020-W53");
    CHECK(name("2027-01-01", Every::week) == "2026-W53");
    CHECK(name("9999-12-31", Every::week) == "9999-W52");
}

// strftime's %G and %V are those of the system's library.
TEST_CASE("calendar periods: weeks as the system counts them, one after the other without gaps") {
    CalendarPeriod before{};
    for (DayNumber day = *parse_iso_day("1969-01-01"); day < *parse_iso_day("2101-01-01"); ++day) {
        const CalendarPeriod week = period_of(day, Every::week);
        if (week == before) continue;
        if (before.last != 0) REQUIRE(week.first == before.last + 1);
        REQUIRE(week.last == week.first + 6);
        const std::time_t seconds = static_cast<std::time_t>(day) * 86'400;
        std::tm date{};
        REQUIRE(gmtime_r(&seconds, &date) != nullptr);
        char text[16];
        REQUIRE(std::strftime(text, sizeof text, "%G-W%V", &date) > 0);
        REQUIRE(period_name(week, Every::week) == text);
        before = week;
    }
}

}  // namespace
}  // namespace rfm::pipeline
