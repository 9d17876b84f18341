// Dates by --date-format.
#include <map>
#include <random>

#include <fmt/format.h>

#include <rfm/error.h>

#include "orders/date_reader.h"
#include "orders/read_date.h"
#include "support/catch.h"

namespace rfm::orders {
namespace {

std::string reading(const std::string& format, std::string_view text) {
    DateReader reader(format);
    return date_words(reader, text);
}

TEST_CASE("short names of forms") {
    CHECK(DateReader("unix").form() == DateForm::unix_seconds);
    CHECK(DateReader("unix-ms").form() == DateForm::unix_milliseconds);
    CHECK(DateReader("excel").form() == DateForm::excel);
    CHECK(DateReader("ymd").form() == DateForm::year_first);
    CHECK(DateReader("dmy").form() == DateForm::day_first);
    CHECK(DateReader("mdy").form() == DateForm::month_first);
    CHECK(DateReader("%Y-%m-%d").form() == DateForm::custom);
    CHECK(reading("dmy", "1/2/2025") == "2025-02-01");
    CHECK(reading("mdy", "1/2/2025") == "2025-01-02");
}

TEST_CASE("strptime formats") {
    CHECK(reading("%d %b %Y", "31 Jan 2025") == "2025-01-31");
    CHECK(reading("%d %b %Y", "31 January 2025") == "2025-01-31");
    CHECK(reading("%B %d, %Y", "january 31, 2025") == "2025-01-31");
    CHECK(reading("%a, %d %b %Y %H:%M:%S %z", "Fri, 31 Jan 2025 10:30:00 +0100") == "2025-01-31");
    CHECK(reading("%Y年%m月%d日", "2025年1月31日") == "2025-01-31");
    CHECK(reading("%m/%d/%y", "1/31/25") == "2025-01-31");
    CHECK(reading("%m/%d/%y", "1/31/69") == "1969-01-31");
    CHECK(reading("%m/%d/%y", "1/31/68") == "2068-01-31");
    CHECK(reading("%D", "01/31/25") == "2025-01-31");
    CHECK(reading("%F", "2025-01-31") == "2025-01-31");
    CHECK(reading("%F %T", "2025-01-31 10:30:00") == "2025-01-31");
    CHECK(reading("%d.%m.%Y %I:%M %p", "31.01.2025 12:30 PM") == "2025-01-31");
    CHECK(reading("%e-%h-%Y%%", "31-Jan-2025%") == "2025-01-31");
    CHECK(reading("%d/%m/%Y", "  31/01/2025 ") == "2025-01-31");
    CHECK(reading("%d/%m/%Y",
                  "\xC2\xA0"
                  "31/01/2025") == "2025-01-31");
}

TEST_CASE("texts that don't fit a strptime format, and days that don't exist") {
    CHECK(reading("%d/%m/%Y", "") == "blank");
    CHECK(reading("%d/%m/%Y", "31/01/2025 10:30") == "unreadable");
    CHECK(reading("%d/%m/%Y", "31-01-2025") == "unreadable");
    CHECK(reading("%d/%m/%Y", "30/02/2025") == "impossible");
    CHECK(reading("%d/%m/%Y", "29/02/1900") == "impossible");
    CHECK(reading("%d/%m/%Y", "29/02/2000") == "2000-02-29");
    CHECK(reading("%d/%m/%Y", "31/01/0000") == "unreadable");
    CHECK(reading("%d/%m/%Y", "31/01/20255") == "unreadable");
    CHECK(reading("%d/%m/%Y", std::string_view("31/01/2025\0", 11)) == "unreadable");
    CHECK(reading("%d/%m/%y", "31/01/2025") == "unreadable");
    CHECK(reading("%d %b %Y", "31 Foo 2025") == "unreadable");
    CHECK(reading("%F %T", "2025-01-31 24:00:00") == "unreadable");
}

// strptime alone reads 25 by %Y as the year 25.
TEST_CASE("a year of two or three digits is no %Y") {
    CHECK(reading("%d/%m/%Y", "31/01/25") == "unreadable");
    CHECK(reading("%d/%m/%Y", "31/01/202") == "unreadable");
    CHECK(reading("%F", "25-01-31") == "unreadable");
    CHECK(reading("%d/%m/%Y", "31/01/1000") == "1000-01-31");
}

// strptime alone reads 5 by %y as the year 2005.
TEST_CASE("a year of one digit is no %y") {
    CHECK(reading("%d/%m/%y", "1/2/25") == "2025-02-01");
    CHECK(reading("%d/%m/%y", "1/2/05") == "2005-02-01");
    CHECK(reading("%d/%m/%y", "1/2/5") == "unreadable");
    CHECK(reading("%y/%m/%d", "5/1/2") == "unreadable");
    CHECK(reading("%y/%m/%d", "05/1/2") == "2005-01-02");
    CHECK(reading("%D", "1/2/5") == "unreadable");
    CHECK(reading("%D %H:%M", "1/2/25 8:26") == "2025-01-02");
    CHECK(reading("%d %b %y %H:%M", "1 Feb 5 8:26") == "unreadable");
    CHECK(reading("%d.%m.%y %%y", "1.2.25 %y") == "2025-02-01");
    CHECK(reading("%%Y %d.%m.%y", "%Y 1.2.25") == "2025-02-01");
}

TEST_CASE("the day of the week must be that of the date") {
    CHECK(reading("%a %d.%m.%Y", "Wed 01.12.2010") == "2010-12-01");
    CHECK(reading("%A, %d.%m.%Y", "Wednesday, 01.12.2010") == "2010-12-01");
    CHECK(reading("%a %d.%m.%Y", "Thu 01.12.2010") == "impossible");
    CHECK(reading("%%a %d.%m.%Y", "%a 01.12.2010") == "2010-12-01");
}

// strptime alone reads 2025111 by %Y%m%d as 2025-11-01.
TEST_CASE("numbers with nothing between them have all their digits") {
    CHECK(reading("%Y%m%d", "20250131") == "2025-01-31");
    CHECK(reading("%Y%m%d", "2025111") == "unreadable");
    CHECK(reading("%Y%m%d", "2025 131") == "unreadable");
    CHECK(reading("%Y%m%d", "2025 1 1") == "unreadable");
    CHECK(reading("%Y%m%d %I:%M %p", "20250131 10:30 pm") == "2025-01-31");
    CHECK(reading("%d%m%Y", "31012025") == "2025-01-31");
    CHECK(reading("%d%m%Y", "1112025") == "unreadable");
    CHECK(reading("%y%m%d", "250131") == "2025-01-31");
    CHECK(reading("%y%m%d", "25131") == "unreadable");
    CHECK(reading("%Y%m%d %H%M", "20250131 1030") == "2025-01-31");
    CHECK(reading("%Y%m%d %H%M", "20250131 130") == "unreadable");
    CHECK(reading("%Y%m%d%H%M%S", "20250131103000") == "2025-01-31");
    CHECK(reading("%Y%m%d %z", "20250131 +01:00") == "2025-01-31");
}

TEST_CASE("formats that can't name a day are refused with what is missing") {
    const auto message = [](const std::string& format) -> std::string {
        try {
            DateReader reader(format);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::usage);
            return error.what();
        }
        return "accepted";
    };
    const std::string rest = "; a day needs all of year (%Y), month (%m, %b) and day (%d), as in '%d/%m/%Y'";
    CHECK(message("%d/%m") == "--date-format '%d/%m': names no year" + rest);
    CHECK(message("%d %Y") == "--date-format '%d %Y': names no month" + rest);
    CHECK(message("%Y-%m") == "--date-format '%Y-%m': names no day" + rest);
    CHECK(message("YYYY-MM-DD") == "--date-format 'YYYY-MM-DD': names no year" + rest);
    CHECK(message("%%Y-%m-%d") == "--date-format '%%Y-%m-%d': names no year" + rest);
    const std::string known =
        "; use %Y %y %m %b %B %d %e %F %D for the day and %H %I %M %S %p %z %R %T %a %A for the rest";
    CHECK(message("%s") == "--date-format '%s': the term '%s' is not known here" + known);
    CHECK(message("%-d/%-m/%Y") == "--date-format '%-d/%-m/%Y': the term '%-' is not known here" + known);
    CHECK(message("%d/%m/%Y %Z") == "--date-format '%d/%m/%Y %Z': the term '%Z' is not known here" + known);
    CHECK(message("%d/%m/%Y%") == "--date-format '%d/%m/%Y%': the term '% ' is not known here" + known);
    CHECK(message("%j %Y") == "--date-format '%j %Y': the term '%j' is not known here" + known);
}

// The reader remembers texts of up to 31 bytes and reads up to 200; whatever it remembers must be that text's own.
TEST_CASE("texts around the sizes that are remembered and read") {
    for (const std::size_t size : {10U, 30U, 31U, 32U, 33U, 199U, 200U, 201U, 255U, 256U, 266U, 287U}) {
        INFO(size << " bytes");
        // Blanks inside match any number of blanks, so that a date can be of any size.
        const auto of_size = [&](const std::string& day) {
            return day + std::string(size - day.size() - 7, ' ') + "01 2025";
        };
        DateReader reader("%d %m %Y");
        for (int round = 0; round < 3; ++round) {
            CHECK(date_words(reader, of_size("30")) == (size <= 200 ? "2025-01-30" : "unreadable"));
            CHECK(date_words(reader, of_size("29")) == (size <= 200 ? "2025-01-29" : "unreadable"));
            CHECK(date_words(reader, of_size("32")) == "unreadable");
        }
    }
}

TEST_CASE("thousands of different and repeated texts each keep their own reading") {
    DateReader reader("%d-%b-%Y %H:%M");
    const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::mt19937 random(7);
    const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    std::map<std::string, std::string> expected;
    for (int i = 0; i < 20'000; ++i) {
        const int month = below(12);
        const int day = 1 + below(31);
        const int year = 2019 + below(8);
        const bool leap_day = month == 1 && day == 29 && year % 4 == 0;
        const bool bad_time = below(10) == 0;
        const std::string text =
            fmt::format("{:02}-{}-{} {:02}:{:02}", day, months[month], year, bad_time ? 24 : below(24), below(60));
        expected[text] = bad_time                            ? "unreadable"
                         : day <= lengths[month] || leap_day ? fmt::format("{}-{:02}-{:02}", year, month + 1, day)
                                                             : "impossible";
    }
    REQUIRE(expected.size() > 10'000);
    std::vector<std::string> texts;
    for (const auto& [text, ignored] : expected) texts.push_back(text);
    for (int i = 0; i < 60'000; ++i) {
        // Some few come over and over, the others push them out.
        const std::string& text = texts[random() % (i % 3 == 0 ? texts.size() : 50)];
        if (date_words(reader, text) != expected[text]) FAIL(text << " read as " << date_words(reader, text));
    }
}

TEST_CASE("a remembered text is not taken for one that it only starts with") {
    DateReader reader("%d|%m|%Y");
    const std::string date = "1|1|2025";
    // Enough of them that some stand where the date itself will.
    for (int i = 0; i < 10'000; ++i) {
        if (date_words(reader, date + std::to_string(i)) != "unreadable") FAIL(i);
    }
    CHECK(date_words(reader, date) == "2025-01-01");
    CHECK(date_words(reader, date.substr(0, 7)) == "unreadable");
}

}  // namespace
}  // namespace rfm::orders
