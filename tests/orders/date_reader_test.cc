#include "orders/date_reader.h"

#include <rfm/day.h>

#include "orders/read_date.h"
#include "support/catch.h"

namespace rfm::orders {
namespace {

// Through the fast path where the text allows it, then through the general path alone: a trailing blank keeps any text
// off the fast one. The two must agree in all but what a blank can change, which is nothing.
std::string reading(DateForm form, const std::string& text) {
    const auto words = [&](const std::string& shown) {
        DateReader reader(form);
        const std::string read = date_words(reader, shown);
        return reader.saw_ambiguous() ? read + " or other" : read;
    };
    const std::string fast = words(text);
    const std::string general = words(text + " ");
    if (fast != general) return fast + " but with a blank behind it " + general;
    return fast;
}

struct Example {
    std::string text;
    std::string expected;
};

void check_all(DateForm form, const std::vector<Example>& examples) {
    for (const auto& [text, expected] : examples) {
        INFO("'" << text << "'");
        CHECK(reading(form, text) == expected);
    }
}

TEST_CASE("year first: dates alone") {
    check_all(DateForm::year_first, {
                                        {"2025-01-31", "2025-01-31"},
                                        {"2025/01/31", "2025-01-31"},
                                        {"2025.01.31", "2025-01-31"},
                                        {"2025-1-2", "2025-01-02"},
                                        {"2025/1/31", "2025-01-31"},
                                        {"2025/12/1", "2025-12-01"},
                                        {"20250131", "2025-01-31"},
                                        {"0001-01-01", "0001-01-01"},
                                        {"9999-12-31", "9999-12-31"},
                                        {"00010101", "0001-01-01"},
                                        {"  2025-01-31\t", "2025-01-31"},
                                        {"\xC2\xA0"
                                         "2025-01-31\xE3\x80\x80",
                                         "2025-01-31"},
                                    });
}

TEST_CASE("year first: times of day behind the date are checked and not used") {
    for (const std::string date : {"2025-01-31", "2025/1/31", "20250131"}) {
        for (const std::string time :
             {"T10:30",      "t10:30",     " 10:30",       "  9:05",       "T10:30:59",        " 23:59:60",
              "T00:00:00",   "T10:30Z",    "T10:30z",      "T10:30:00.1Z", "T10:30:00,123",    " 10:30:00.123456789",
              " 10:30 UTC",  " 10:30 GMT", "T10:30+01:00", "T10:30-0500",  "T10:30:00+01",     "T10:30:00 +0530",
              "T10:30+1500", " 10:30 AM",  " 12:00:00 pm", " 1:00pm",      " 10:30:00.5 PM Z", "T23:59:59.999-12:00"}) {
            INFO(date << time);
            CHECK(reading(DateForm::year_first, date + time) == "2025-01-31");
        }
    }
    // The day is taken as written, also where the offset moves it.
    CHECK(reading(DateForm::year_first, "2025-01-31T23:30:00-05:00") == "2025-01-31");
    CHECK(reading(DateForm::year_first, "20250131T103000") == "2025-01-31");
    CHECK(reading(DateForm::year_first, "20250131 1030") == "2025-01-31");
    CHECK(reading(DateForm::year_first, "20250131T103000Z") == "2025-01-31");
    CHECK(reading(DateForm::year_first, "20250131103000") == "2025-01-31");
}

TEST_CASE("year first: near misses are refused") {
    check_all(DateForm::year_first, {
                                        {"", "blank"},
                                        {"   ", "blank"},
                                        {"\xC2\xA0", "blank"},
                                        {"2025-1-1x", "unreadable"},
                                        {"2025-01-31x", "unreadable"},
                                        {"x2025-01-31", "unreadable"},
                                        {"2025-01-3x", "unreadable"},
                                        {"202x-01-31", "unreadable"},
                                        {"2025-0a-31", "unreadable"},
                                        {"2025-01/31", "unreadable"},
                                        {"2025/01-31", "unreadable"},
                                        {"2025.01-31", "unreadable"},
                                        {"2025 01 31", "unreadable"},
                                        {"2025_01_31", "unreadable"},
                                        {"2025-01", "unreadable"},
                                        {"2025-01-", "unreadable"},
                                        {"2025--01-31", "unreadable"},
                                        {"2025-001-31", "unreadable"},
                                        {"2025-01-031", "unreadable"},
                                        {"-2025-01-31", "unreadable"},
                                        {"+2025-01-31", "unreadable"},
                                        {"25-01-31", "unreadable"},
                                        {"250131", "unreadable"},
                                        {"12025-01-31", "unreadable"},
                                        {"2025", "unreadable"},
                                        {"2025013", "unreadable"},
                                        {"202501311", "unreadable"},
                                        {"202501311030", "unreadable"},
                                        {"2025013110300", "unreadable"},
                                        {"202501311030000", "unreadable"},
                                        {"20250131240000", "unreadable"},
                                        {"20250131106000", "unreadable"},
                                        {"20250131103061", "unreadable"},
                                        {"20250131103000Z", "unreadable"},
                                        {"1738281600", "unreadable"},
                                        {"45688", "unreadable"},
                                        {"31/01/2025", "unreadable"},
                                        {"Jan 31, 2025", "unreadable"},
                                        {std::string("2025-01-31\0", 11), "unreadable"},
                                        {std::string("2025-01-3\0", 10), "unreadable"},
                                        {"２０２５-01-31", "2025-01-31"},
                                    });
}

TEST_CASE("year first: near misses of times are refused") {
    for (const std::string time : {"T",
                                   " x",
                                   "T10",
                                   " 10",
                                   "T10:",
                                   "T10:3",
                                   "T24:00",
                                   " 24:00:00",
                                   "T10:60",
                                   "T10:30:61",
                                   "T10:30:",
                                   "T10:30:0",
                                   "T10:30:00.",
                                   "T10:30:00.Z",
                                   "T10:30.5",
                                   "T100:30",
                                   "T10:300",
                                   "T 10:30",
                                   "10:30",
                                   "-10:30",
                                   "T10:30ZZ",
                                   "T10:30 EST",
                                   "T10:30 U",
                                   "T10:30 UT",
                                   "T10:30 GM",
                                   "T10:30+",
                                   "T10:30+1",
                                   "T10:30+16:00",
                                   "T10:30+01:60",
                                   "T10:30+01:0",
                                   "T10:30+010",
                                   "T10:30+01:000",
                                   " 0:30 am",
                                   " 13:00 pm",
                                   " 10:30 a",
                                   " 10:30 xm",
                                   "+01:00",
                                   "Z",
                                   "T10:30 am pm"}) {
        INFO("2025-01-31" << time);
        CHECK(reading(DateForm::year_first, "2025-01-31" + time) == "unreadable");
    }
    CHECK(reading(DateForm::year_first, "20250131T10300") == "unreadable");
    CHECK(reading(DateForm::year_first, "20250131T2400") == "unreadable");
    CHECK(reading(DateForm::year_first, "20250131T1060") == "unreadable");
    CHECK(reading(DateForm::year_first, "2025-01-31T1030") == "unreadable");
}

TEST_CASE("days that the calendar does not have are told from texts that are no date") {
    check_all(DateForm::year_first, {
                                        {"2025-02-30", "impossible"},
                                        {"2025-02-29", "impossible"},
                                        {"2024-02-29", "2024-02-29"},
                                        {"1900-02-29", "impossible"},
                                        {"2000-02-29", "2000-02-29"},
                                        {"2100-02-29", "impossible"},
                                        {"2025-13-01", "impossible"},
                                        {"2025-00-01", "impossible"},
                                        {"2025-01-00", "impossible"},
                                        {"2025-01-32", "impossible"},
                                        {"2025-04-31", "impossible"},
                                        {"0000-01-01", "impossible"},
                                        {"2025/2/30", "impossible"},
                                        {"20250230", "impossible"},
                                        {"20251301", "impossible"},
                                        {"00000101", "impossible"},
                                        {"2025-02-30T10:30", "impossible"},
                                        {"20250230103000", "impossible"},
                                    });
    check_all(DateForm::day_first, {{"30/02/2025", "impossible"},
                                    {"01/13/2025", "impossible"},
                                    {"29/02/1900", "impossible"},
                                    {"29/2/2000", "2000-02-29"},
                                    {"00/01/2025", "impossible"},
                                    {"01/00/2025", "impossible"},
                                    {"01/01/0000", "impossible"}});
    check_all(DateForm::month_first, {{"02/30/2025", "impossible"},
                                      {"13/01/2025", "impossible"},
                                      {"2/29/2024", "2024-02-29"},
                                      {"2/29/2100", "impossible"}});
}

TEST_CASE("year last, in both orders") {
    for (const std::string text :
         {"31/1/2025", "31/01/2025", "31-01-2025", "31.01.2025", "31.1.2025", " 31/1/2025 ", "31/01/2025 10:30",
          "31/01/2025T10:30:00Z", "31.1.2025 9:05:00", "31/1/2025 9:05 PM", "31/01/2025  10:30:00.000 +01:00"}) {
        INFO(text);
        CHECK(reading(DateForm::day_first, text) == "2025-01-31");
        CHECK(reading(DateForm::month_first, text) == "impossible");
    }
    for (const std::string text : {"1/31/2025", "01/31/2025", "01-31-2025", "01.31.2025", "1/31/2025 12:00 AM"}) {
        INFO(text);
        CHECK(reading(DateForm::month_first, text) == "2025-01-31");
        CHECK(reading(DateForm::day_first, text) == "impossible");
    }
    for (const std::string text :
         {"31/01/25",     "31/01/025",   "31/01/20255", "31/01-2025", "31-01/2025", "31 01 2025",
          "31012025",     "031/01/2025", "31/001/2025", "2025/01/31", "2025-01-31", "20250131",
          "31/01",        "31/01/",      "/01/2025",    "31//2025",   "31/1/2025x", "31/1/2025 24:00",
          "31/1/2025 10", "31. 1. 2025", "31-Jan-2025", "1",          "x"}) {
        INFO(text);
        CHECK(reading(DateForm::day_first, text) == "unreadable");
        CHECK(reading(DateForm::month_first, text) == "unreadable");
    }
    CHECK(reading(DateForm::day_first, " ") == "blank");
}

TEST_CASE("a date that reads both ways is noted, one that is the same both ways or reads one way is not") {
    CHECK(reading(DateForm::day_first, "01/02/2025") == "2025-02-01 or other");
    CHECK(reading(DateForm::month_first, "01/02/2025") == "2025-01-02 or other");
    CHECK(reading(DateForm::day_first, "12.11.2025 10:00") == "2025-11-12 or other");
    CHECK(reading(DateForm::day_first, "03/03/2025") == "2025-03-03");
    CHECK(reading(DateForm::day_first, "13/12/2025") == "2025-12-13");
    CHECK(reading(DateForm::year_first, "2025-01-02") == "2025-01-02");
    // It stays noted when clear dates follow, and one that can't be read notes nothing.
    DateReader reader(DateForm::day_first);
    DayNumber day = 0;
    CHECK(reader.read("01/02/2025 25:00", day) == DateStatus::unreadable);
    CHECK(reader.read("01/02/0000", day) == DateStatus::impossible);
    CHECK_FALSE(reader.saw_ambiguous());
    CHECK(reader.read("01/02/2025", day) == DateStatus::ok);
    CHECK(reader.read("31/01/2025", day) == DateStatus::ok);
    CHECK(reader.saw_ambiguous());
}

TEST_CASE("the forms in words") {
    CHECK(date_form_words(DateForm::year_first, "") == "year first (2025-01-31)");
    CHECK(date_form_words(DateForm::day_first, "") == "day first (31/01/2025)");
    CHECK(date_form_words(DateForm::month_first, "") == "month first (01/31/2025)");
    CHECK(date_form_words(DateForm::month_name, "") == "month by name (31 Jan 2025)");
    CHECK(date_form_words(DateForm::unix_seconds, "") == "Unix seconds (1738281600)");
    CHECK(date_form_words(DateForm::unix_milliseconds, "") == "Unix milliseconds (1738281600000)");
    CHECK(date_form_words(DateForm::excel, "") == "serial numbers of Excel (45688)");
    CHECK(date_form_words(DateForm::custom, "%d %b %Y") == "--date-format '%d %b %Y'");
}

}  // namespace
}  // namespace rfm::orders
