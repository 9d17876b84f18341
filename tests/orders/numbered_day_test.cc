// Unix times and the serial numbers of Excel.
#include "orders/numbered_day.h"

#include <fmt/format.h>

#include "orders/read_date.h"

namespace rfm::orders {
namespace {

TEST_CASE("Unix seconds: ten digits when nobody has said what they are") {
    const DateReader reader(DateForm::unix_seconds);
    check_dates(reader,
                {"1738281600", "1738281600.0", "1738281600.999999", "1738281600,5", "1738367999", " 1738281600 ",
                 "1738367999.999"},
                "2025-01-31");
    check_dates(reader, {"1738281599", "1738281599.999"}, "2025-01-30");
    check_dates(reader, {"1000000000"}, "2001-09-09");
    check_dates(reader, {"9999999999"}, "2286-11-20");
    check_dates(reader, {"", " "}, "blank");
    check_dates(
        reader,
        {"173828160", "17382816000", "1738281600000", "-1738281600", "+1738281600", "1738281600.", "1738281600x",
         "1738281600.5x", "1 738 281 600", "1,738,281,600", "1.7382816e9", "20250131", "2025-01-31", "45688"},
        "unreadable");
    // These are more likely an hour of 2025 than a second of 2034.
    check_dates(reader, {"2025013110", "1970010100", "2099123123"}, "unreadable");
    check_dates(reader, {"2025013124"}, "2034-03-03");
}

TEST_CASE("Unix milliseconds: thirteen digits when nobody has said what they are") {
    const DateReader reader(DateForm::unix_milliseconds);
    check_dates(reader, {"1738281600000", "1738281600000.0", "1738367999999"}, "2025-01-31");
    check_dates(reader, {"1738281599999"}, "2025-01-30");
    check_dates(reader, {"1738281600", "173828160000", "17382816000000", "-1738281600000", "20250131103000"},
                "unreadable");
}

TEST_CASE("Unix times that --date-format names have any number of digits, and a minus") {
    DateReader seconds(std::string("unix"));
    CHECK(seconds.form() == DateForm::unix_seconds);
    check_dates(seconds, {"0", "-0", "86399", "86399.999", "00"}, "1970-01-01");
    check_dates(seconds, {"-1", "-0.5", "-86400"}, "1969-12-31");
    check_dates(seconds, {"-86400.000"}, "1969-12-31");
    check_dates(seconds, {"-86400.001", "-86401"}, "1969-12-30");
    check_dates(seconds, {"2025013110"}, "2034-03-03");
    check_dates(seconds, {"253402300799"}, "9999-12-31");
    check_dates(seconds, {"253402300800", "-62135596801", "999999999999999999", "9999999999999999999999"},
                "impossible");
    check_dates(seconds, {"-62135596800"}, "0001-01-01");
    check_dates(seconds, {"-", "--1", "+1", "1e9", "0x10", "1-"}, "unreadable");
    DateReader milliseconds(std::string("unix-ms"));
    check_dates(milliseconds, {"0", "86399999"}, "1970-01-01");
    check_dates(milliseconds, {"-1", "-86400000", "-0.1"}, "1969-12-31");
    check_dates(milliseconds, {"-86400001"}, "1969-12-30");
}

TEST_CASE("Excel's serial numbers") {
    DateReader reader(std::string("excel"));
    CHECK(reader.form() == DateForm::excel);
    check_dates(reader, {"45688", "45688.0", "45688.75", "45688,999", "045688", " 45688 "}, "2025-01-31");
    check_dates(reader, {"1", "1.5"}, "1900-01-01");
    check_dates(reader, {"59", "59.9"}, "1900-02-28");
    check_dates(reader, {"61"}, "1900-03-01");
    check_dates(reader, {"25569"}, "1970-01-01");
    check_dates(reader, {"45351"}, "2024-02-29");
    check_dates(reader, {"2958465"}, "9999-12-31");
    // 60 is the 29th of February 1900, which never was.
    check_dates(reader, {"60", "60.5", "0", "0.5", "2958466", "99999999999999999999"}, "impossible");
    check_dates(reader, {"-1", "45688.", "45688.5.5", "45,688.5", "4.5688e4", "2025-01-31", "x", "45688 x"},
                "unreadable");
    check_dates(reader, {""}, "blank");
}

TEST_CASE("Excel's serial numbers count every day") {
    DateReader reader(std::string("excel"));
    for (DayNumber day = *day_from_civil(1900, 3, 1); day <= *day_from_civil(2100, 1, 1); ++day) {
        if (date_words(reader, fmt::format("{}", day + 25569)) != format_day(day)) FAIL(format_day(day));
    }
}

}  // namespace
}  // namespace rfm::orders
