// Dates with the month by name.
#include "orders/read_date.h"

namespace rfm::orders {
namespace {

const DateReader by_name(DateForm::month_name);

TEST_CASE("month by name: the ways that exports write a day") {
    check_dates(by_name,
                {"1-Dec-10",
                 "01-DEC-2010",
                 "1-dec-2010",
                 "1 Dec 2010",
                 "1. Dec 2010",
                 "1.Dec.2010",
                 "01 December 2010",
                 "1st December 2010",
                 "1ST DEC 2010",
                 "1 Dec. 2010",
                 "1 Dec, 2010",
                 "01/Dec/2010",
                 "1Dec2010",
                 "01DEC10",
                 "1 Dec 10",
                 "Dec 1, 2010",
                 "December 1 2010",
                 "DECEMBER 1, 2010",
                 "Dec. 1, 2010",
                 "Dec 1st, 2010",
                 "Dec-01-2010",
                 "Dec-01-10",
                 "Dec/1/2010",
                 "2010-Dec-01",
                 "2010-DEC-1",
                 "2010 Dec 1",
                 "2010/Dec/01",
                 "  1-Dec-10\t",
                 "1\xC2\xA0"
                 "Dec\xC2\xA0"
                 "2010"},
                "2010-12-01");
}

TEST_CASE("month by name: with days of the week, times and zones") {
    check_dates(by_name,
                {"Wed, 01 Dec 2010 08:26:00 +0000",
                 "Wed, 1 Dec 2010 08:26:00 GMT",
                 "1 Dec 2010 08:26 UT",
                 "Wed Dec 01 08:26:00 2010",
                 "Wed Dec  1 08:26:00 2010",
                 "Wed Dec 1 08:26:00 UTC 2010",
                 "Wed Dec 1 08:26:00 EST 2010",
                 "Dec 1 08:26:00 2010",
                 "Wednesday, 01-Dec-10 08:26:00 GMT",
                 "Wed Dec 01 2010 08:26:00 GMT+0100 (Central European Standard Time)",
                 "Wed, 01 Dec 2010 08:26:00 -0500 (EST)",
                 "Dec 1, 2010 12:00:10 AM PST",
                 "Dec 1, 2010, 8:26:00\xE2\x80\xAFPM",
                 "Dec 1, 2010 8:26PM",
                 "Dec 1, 2010 8:26 p.m.",
                 "1 December 2010, Wednesday",
                 "1 Dec 2010 Wed",
                 "1 Dec 2010 Wed. 08:26",
                 "1 Dec 2010 08:26, Wednesday",
                 "1 Dec 2010T08:26:00Z",
                 "wed 1 dec 2010",
                 "WED. 1-Dec-2010"},
                "2010-12-01");
}

TEST_CASE("month by name: every name, in full and shortened") {
    const char* names[12][3] = {{"Jan", "January", "JAN."}, {"Feb", "February", "feb."}, {"Mar", "March", "MAR"},
                                {"Apr", "April", "apr."},   {"May", "may", "MAY"},       {"Jun", "June", "jun."},
                                {"Jul", "July", "JULY"},    {"Aug", "August", "AUG."},   {"Sep", "September", "Sept"},
                                {"Oct", "October", "oct."}, {"Nov", "November", "nov."}, {"Dec", "December", "DEC"}};
    for (int month = 1; month <= 12; ++month) {
        for (const char* name : names[month - 1]) {
            INFO(name);
            const std::string expected = format_day(*day_from_civil(2024, month, 7));
            CHECK(date_words(DateForm::month_name, std::string("7 ") + name + " 2024") == expected);
            CHECK(date_words(DateForm::month_name, std::string(name) + " 7, 2024") == expected);
        }
    }
    check_dates(by_name, {"7 Sept. 2024", "Sept 7 2024"}, "2024-09-07");
}

TEST_CASE("month by name: two digits are a year of 1969 to 2068") {
    CHECK(date_words(DateForm::month_name, "1-Jan-00") == "2000-01-01");
    CHECK(date_words(DateForm::month_name, "1-Jan-68") == "2068-01-01");
    CHECK(date_words(DateForm::month_name, "1-Jan-69") == "1969-01-01");
    CHECK(date_words(DateForm::month_name, "1-Jan-99") == "1999-01-01");
    CHECK(date_words(DateForm::month_name, "10-Dec-01") == "2001-12-10");
}

TEST_CASE("month by name: days that don't exist, and days of the week that don't agree") {
    check_dates(by_name,
                {"31-Nov-10", "30 Feb 2024", "29-Feb-2023", "0 Jan 2024", "32 Jan 2024", "1 Jan 0000", "Feb 30, 2024",
                 "2024-Feb-30", "Thu, 01 Dec 2010 08:26:00 +0000", "Tue Dec 01 08:26:00 2010", "1 Dec 2010, Friday",
                 "Friday, 31 Nov 2010"},
                "impossible");
    check_dates(by_name, {"29-Feb-2024", "29 Feb 24"}, "2024-02-29");
    check_dates(by_name, {"", " ", "\t"}, "blank");
}

TEST_CASE("month by name: near misses are refused") {
    check_dates(by_name,
                {"Dec",
                 "Dec 2010",
                 "1 Dec",
                 "1-Dec-",
                 "1-Dec-2",
                 "1-Dec-201",
                 "1-Dec-20100",
                 "1-Dez-2010",
                 "1-De-2010",
                 "1-Decem-2010",
                 "1-Dec/2010",
                 "1/Dec-2010",
                 "1-Dec 2010",
                 "1 - Dec - 2010",
                 "001-Dec-2010",
                 "Dec 1, 10",
                 "Dec 01 10",
                 "Dec 2010 1",
                 "December",
                 "1 Dec 2010x",
                 "x 1 Dec 2010",
                 "1 Dec 2010 25:00",
                 "1 Dec 2010 08:26 CET",
                 "1 Dec 2010 08:26 IST",
                 "Wed Dec 1 08:26:00 CET 2010",
                 "1 Dec 2010 08",
                 "Wed Dec 1 08:26:00",
                 "Wed Dec 1 08:26:00 10",
                 "Wednes, 1 Dec 2010",
                 "We 1 Dec 2010",
                 "Wed1 Dec 2010",
                 "Wed 1 Dec 2010 Wed",
                 "1 Dec 2010 08:26:00 +0000 (CET",
                 "1 Dec 2010 13:00 PM",
                 "1 Dec 2010 0:30 am",
                 "1 Dec 2010 8:26 p.m",
                 "1 Dec 2010 8:26 pm.",
                 "Maybe 1 2010",
                 "2010-Dec",
                 "2010-Dec-001",
                 "20101201",
                 "2010-12-01",
                 "12/1/2010",
                 "1291190400",
                 "Mon Tue 1 Dec 2010"},
                "unreadable");
    CHECK(date_words(DateForm::month_name, std::string_view("1 Dec 2010\0", 11)) == "unreadable");
}

}  // namespace
}  // namespace rfm::orders
