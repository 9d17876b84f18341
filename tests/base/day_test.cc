#include <chrono>
#include <ctime>

#include <fmt/format.h>

#include <rfm/day.h>

#include "base/civil_day.h"
#include "support/catch.h"

namespace rfm {
namespace {

namespace chrono = std::chrono;

TEST_CASE("days and civil dates are those of std::chrono over the whole range") {
    REQUIRE(min_day == chrono::sys_days(chrono::year(1) / 1 / 1).time_since_epoch().count());
    REQUIRE(max_day == chrono::sys_days(chrono::year(9999) / 12 / 31).time_since_epoch().count());
    for (DayNumber day = min_day; day <= max_day; ++day) {
        const chrono::year_month_day expected{chrono::sys_days(chrono::days(day))};
        const base::CivilDate date = base::civil_date(day);
        const bool same = chrono::year(date.year) == expected.year() &&
                          static_cast<unsigned>(date.month) == static_cast<unsigned>(expected.month()) &&
                          static_cast<unsigned>(date.day) == static_cast<unsigned>(expected.day());
        if (!same || base::day_number(date.year, date.month, date.day) != day) FAIL("day " << day);
    }
}

TEST_CASE("only real dates are dates") {
    for (int year : {1, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2100, 9999}) {
        for (int month = -1; month <= 14; ++month) {
            for (int day = -1; day <= 33; ++day) {
                const bool real =
                    month >= 1 && day >= 1 &&
                    chrono::year_month_day(chrono::year(year), chrono::month(static_cast<unsigned>(month)),
                                           chrono::day(static_cast<unsigned>(day)))
                        .ok();
                const auto number = day_from_civil(year, month, day);
                REQUIRE(number.has_value() == real);
                if (real) {
                    REQUIRE(format_day(*number) == fmt::format("{:04}-{:02}-{:02}", year, month, day));
                }
            }
        }
    }
    CHECK_FALSE(day_from_civil(0, 12, 31));
    CHECK_FALSE(day_from_civil(10'000, 1, 1));
    CHECK_FALSE(day_from_civil(-5, 1, 1));
}

TEST_CASE("a day is written and read back") {
    CHECK(format_day(0) == "1970-01-01");
    CHECK(format_day(min_day) == "0001-01-01");
    CHECK(format_day(max_day) == "9999-12-31");
    for (DayNumber day = min_day; day <= max_day; day += 17) {
        if (parse_iso_day(format_day(day)) != day) FAIL("day " << day);
    }
    CHECK(parse_iso_day("2024-02-29") == day_from_civil(2024, 2, 29));
}

TEST_CASE("any other text is no day") {
    for (const char* text :
         {"",           "2025-02-30",  "2023-02-29",  "1900-02-29", "2025-2-3",     "2025-02-3",     "2025-02-031",
          "2025/02/03", "2025-02-03 ", " 2025-02-03", "20250203",   "0000-01-01",   "2025-00-10",    "2025-13-10",
          "2025-10-00", "2025-10-32",  "+025-01-01",  "2025-0a-01", "２０25-01-01", "2025-01-0\x2f", "2025-01-0:"}) {
        INFO(text);
        CHECK_FALSE(parse_iso_day(text));
    }
}

TEST_CASE("today is the day of the local clock") {
    const auto local_day = [] {
        const std::time_t now = std::time(nullptr);
        char text[16];
        std::tm local{};
        localtime_r(&now, &local);
        std::strftime(text, sizeof text, "%Y-%m-%d", &local);
        return std::string(text);
    };
    const std::string before = local_day();
    const std::string seen = format_day(today());
    CHECK((seen == before || seen == local_day()));  // midnight may pass in between
}

TEST_CASE("seconds fall on the day that they are part of, also before 1970") {
    const auto day_of = [](std::int64_t seconds) {
        DayNumber day = 0;
        return base::day_of_seconds(seconds, day) ? format_day(day) : "none";
    };
    CHECK(day_of(0) == "1970-01-01");
    CHECK(day_of(base::seconds_a_day - 1) == "1970-01-01");
    CHECK(day_of(base::seconds_a_day) == "1970-01-02");
    CHECK(day_of(-1) == "1969-12-31");
    CHECK(day_of(-base::seconds_a_day) == "1969-12-31");
    CHECK(day_of(-base::seconds_a_day - 1) == "1969-12-30");
    CHECK(day_of(min_day * base::seconds_a_day) == "0001-01-01");
    CHECK(day_of(min_day * base::seconds_a_day - 1) == "none");
    CHECK(day_of((max_day + 1) * base::seconds_a_day - 1) == "9999-12-31");
    CHECK(day_of((max_day + 1) * base::seconds_a_day) == "none");
}

}  // namespace
}  // namespace rfm
