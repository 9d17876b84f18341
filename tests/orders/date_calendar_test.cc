// Every day of eight centuries, in every form, against a calendar that is walked day by day.
#include <functional>

#include <fmt/format.h>

#include "orders/date_reader.h"
#include "support/catch.h"

namespace rfm::orders {
namespace {

struct WalkedDay {
    int year, month, day;
    DayNumber number;
};

void walk(int first_year, int last_year, DayNumber number, const std::function<void(const WalkedDay&)>& visit) {
    for (int year = first_year; year <= last_year; ++year) {
        const bool leap = (year % 400 == 0) || (year % 4 == 0 && year % 100 != 0);
        const int lengths[12] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        for (int month = 1; month <= 12; ++month) {
            for (int day = 1; day <= lengths[month - 1]; ++day) visit({year, month, day, number++});
        }
    }
}

// 370 years before 1970, with 90 leap days among them.
constexpr DayNumber first_of_1600 = -(370 * 365 + 90);

void check_every_day(DateReader reader, const char* format, int first_year, int last_year, DayNumber first) {
    INFO(format);
    std::uint64_t read = 0;
    walk(first_year, last_year, first, [&](const WalkedDay& walked) {
        const std::string text = fmt::format(fmt::runtime(format), fmt::arg("y", walked.year),
                                             fmt::arg("m", walked.month), fmt::arg("d", walked.day));
        DayNumber day = 0;
        const DateStatus status = reader.read(text, day);
        ++read;
        if (status == DateStatus::ok && day == walked.number) return;
        FAIL(text << " was read as status " << static_cast<int>(status) << ", day " << day);
    });
    CHECK(read > 0);
}

TEST_CASE("every day from 1600 to 2400 in every form") {
    for (const char* format : {"{y:04}-{m:02}-{d:02}", "{y:04}/{m:02}/{d:02}", "{y:04}.{m}.{d}", "{y:04}-{m}-{d:02}",
                               "{y:04}{m:02}{d:02}", "{y:04}-{m:02}-{d:02}T23:59:59Z"}) {
        check_every_day(DateReader(DateForm::year_first), format, 1600, 2400, first_of_1600);
    }
    for (const char* format : {"{d:02}/{m:02}/{y:04}", "{d}.{m}.{y:04}", "{d:02}-{m}-{y:04} 0:00"}) {
        check_every_day(DateReader(DateForm::day_first), format, 1600, 2400, first_of_1600);
    }
    for (const char* format : {"{m:02}/{d:02}/{y:04}", "{m}-{d}-{y:04}", "{m}/{d:02}/{y:04} 12:00 AM"}) {
        check_every_day(DateReader(DateForm::month_first), format, 1600, 2400, first_of_1600);
    }
}

TEST_CASE("every day from 1600 to 2400 by strptime, and two-digit years from 1969 to 2068") {
    check_every_day(DateReader("%d|%m|%Y"), "{d}|{m}|{y:04}", 1600, 2400, first_of_1600);
    check_every_day(DateReader("%Y%m%d"), "{y:04}{m:02}{d:02}", 1600, 2400, first_of_1600);
    DateReader two_digits("%d.%m.%y");
    walk(1969, 2068, -365, [&](const WalkedDay& walked) {
        DayNumber day = 0;
        const std::string text = fmt::format("{}.{}.{:02}", walked.day, walked.month, walked.year % 100);
        if (two_digits.read(text, day) == DateStatus::ok && day == walked.number) return;
        FAIL(text << " was read as day " << day);
    });
}

TEST_CASE("every day of the years 1 to 9999, year first") {
    check_every_day(DateReader(DateForm::year_first), "{y:04}-{m:02}-{d:02}", 1, 9999, min_day);
}

TEST_CASE("every combination of two-digit months and days that is no day is impossible") {
    DateReader reader(DateForm::year_first);
    for (const int year : {1900, 2000, 2023, 2024}) {
        int days = 0;
        for (int month = 0; month <= 99; ++month) {
            for (int day = 0; day <= 99; ++day) {
                DayNumber found = 0;
                const std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
                const DateStatus status = reader.read(text, found);
                if (status == DateStatus::ok) ++days;
                if (status != DateStatus::ok && status != DateStatus::impossible) FAIL(text);
            }
        }
        CHECK(days == (year == 2000 || year == 2024 ? 366 : 365));
    }
}

}  // namespace
}  // namespace rfm::orders
