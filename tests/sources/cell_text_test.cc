#include "sources/cell_text.h"

#include <string>
#include <utility>

#include "support/catch.h"

namespace rfm::sources {
namespace {

TEST_CASE("a stored number is written as spreadsheets show it, without exponent, needless zeros and binary noise") {
    const std::pair<const char*, const char*> numbers[] = {
        {"0", "0"},
        {"-0", "0"},
        {"0.0", "0"},
        {"12.1", "12.1"},
        {"12.10", "12.1"},
        {"-60.704", "-60.704"},
        {"+5", "5"},
        {".5", "0.5"},
        {"5.", "5"},
        {"007", "7"},
        {"1234567", "1234567"},
        {"1200000", "1200000"},
        {"0.30000000000000004", "0.3"},
        {"12.100000000000001", "12.1"},
        {"1.1499999999999999", "1.15"},
        {"99.999999999999995", "100"},
        {"9.9999999999999995E-2", "0.1"},
        {"-0.1234567890123454", "-0.123456789012345"},
        {"1E3", "1000"},
        {"1.5e+2", "150"},
        {"1.25E-3", "0.00125"},
        {"1.2345678901234567E+18", "1234567890123460000"},
        // Digits only: ids. Whoever wrote so many of them meant them.
        {"1234567890123456789", "1234567890123456789"},
        {"12345678901234567890.0", "12345678901234567890"},
        // No numbers.
        {"", ""},
        {".", "."},
        {"-", "-"},
        {"1E", "1E"},
        {"1E9999", "1E9999"},
        {"1,5", "1,5"},
        {"INF", "INF"},
        {"1 ", "1 "},
    };
    for (const auto& [stored, expected] : numbers) {
        INFO(stored);
        CHECK(plain_number(stored) == expected);
    }
    CHECK(plain_number("1E+300").size() == 301);
    CHECK(plain_number("1E-300").size() == 302);
}

TEST_CASE("a number in a cell has a decimal point that no text can have") {
    CHECK(number_cell("1.125") == "1．125");
    CHECK(number_cell("-0.30000000000000004") == "-0．3");
    CHECK(number_cell("1125") == "1125");
    CHECK(number_cell("1.125E3") == "1125");
    CHECK(number_cell("v1.5") == "v1.5");
}

TEST_CASE("days are counted from 1900 or from 1904, and days that never were are no dates") {
    const std::pair<const char*, const char*> from_1900[] = {
        {"0", "1900-01-00"},
        {"1", "1900-01-01"},
        {"59", "1900-02-28"},
        {"60", "1900-02-29"},
        {"60.5", "1900-02-29T12:00:00"},
        {"61", "1900-03-01"},
        {"25569", "1970-01-01"},
        {"45688", "2025-01-31"},
        {"45688.4375", "2025-01-31T10:30:00"},
        {"45688.437499999999", "2025-01-31T10:30:00"},
        {"4.5688E4", "2025-01-31"},
        {"45688.43750289352", "2025-01-31T10:30:00.250"},
        {"45688.999999999999", "2025-02-01"},
        {"45688.99999", "2025-01-31T23:59:59.136"},
        {"0.4375", "10:30:00"},
        {"2958465", "9999-12-31"},
        {"2958465.9999999999", "2958466"},
        {"2958466", "2958466"},
        {"-1", "-1"},
        {"nan", "nan"},
        {"2025-01-31", "2025-01-31"},
    };
    for (const auto& [stored, expected] : from_1900) {
        INFO(stored);
        CHECK(serial_text(stored, false) == expected);
    }
    CHECK(serial_text("1E300", false) == plain_number("1E300"));
    const std::pair<const char*, const char*> from_1904[] = {
        {"0", "1904-01-01"},
        {"0.4375", "10:30:00"},
        {"60", "1904-03-01"},
        {"44226", "2025-01-31"},
        {"44226.5", "2025-01-31T12:00:00"},
        {"2957003", "9999-12-31"},
        {"2957004", "2957004"},
    };
    for (const auto& [stored, expected] : from_1904) {
        INFO(stored);
        CHECK(serial_text(stored, true) == expected);
    }
}

TEST_CASE("a format code is a date's when it shows years, months, days or times of day") {
    for (const char* code : {"yyyy-mm-dd", "m/d/yy", "d-mmm", "h:mm", "h:mm AM/PM", "[$-409]d\\-mmm\\-yy;@",
                             "[Red]dd.mm.yyyy", "yyyy\"年\"m\"月\"d\"日\"", "mm:ss.0", "YYYY/MM/DD", "[$-804]ggge",
                             "[<1]h:mm;yyyy-mm-dd", "dd\\/mm\\/yyyy\\ hh:mm:ss"}) {
        INFO(code);
        CHECK(is_date_code(code));
    }
    for (
        const char* code :
        {"General", "GENERAL",     "0",      "0.00",       "#,##0.00", "0.00E+00", "##0.0E-0",
         "0%",      "@",           "",       "\"day\" 0",  "0\\d",     "0_d",      "*m0",
         "[Red]0",  "[$USD] 0.00", "[h]:mm", "[HH]:mm:ss", "[mm]:ss",  "[s].00",   "\"$\"#,##0_);[Red]\\(\"$\"#,##0\\)",
         "\"d",     "[d",          "\\"}) {
        INFO(code);
        CHECK_FALSE(is_date_code(code));
    }
    for (const unsigned id : {14U, 17U, 18U, 22U, 27U, 36U, 45U, 47U, 50U, 58U}) CHECK(is_built_in_date(id));
    for (const unsigned id : {0U, 1U, 13U, 23U, 26U, 37U, 44U, 46U, 48U, 49U, 59U}) CHECK_FALSE(is_built_in_date(id));
}

TEST_CASE("stored dates lose a midnight and zeros behind the point, nothing else") {
    const std::pair<const char*, const char*> dates[] = {
        {"2025-01-31", "2025-01-31"},
        {"2025-01-31T00:00:00", "2025-01-31"},
        {"2025-01-31T00:00", "2025-01-31"},
        {"2025-01-31T00:00:00.000", "2025-01-31"},
        {"2025-01-31T10:30:00.500000000", "2025-01-31T10:30:00.5"},
        {"2025-01-31T10:30:00", "2025-01-31T10:30:00"},
        {"2025-01-31T10:00:00Z", "2025-01-31T10:00:00Z"},
        {"31.12.2025x", "31.12.2025x"},
    };
    for (const auto& [stored, expected] : dates) {
        INFO(stored);
        CHECK(stored_date(stored) == expected);
    }
}

TEST_CASE("durations are written as times, other texts as they are") {
    CHECK(duration_text("PT10H30M00S") == "10:30:00");
    CHECK(duration_text("PT1H2M3.500S") == "01:02:03.5");
    CHECK(duration_text("PT100H00M00S") == "100:00:00");
    for (const char* text : {"P1D", "PT10H", "PT10H30M00S1", "10:30", ""}) CHECK(duration_text(text) == text);
}

TEST_CASE("escaped characters are read, and what only looks like them is not") {
    CHECK(unescaped("a_x000D_\nb") == "a\r\nb");
    CHECK(unescaped("_x005F_x000D_") == "_x000D_");
    CHECK(unescaped("_x4e2D_") == "中");
    CHECK(unescaped("_x00e9_!") == "é!");
    for (const char* text :
         {"plain", "", "_", "_x", "_x00", "_x000D", "_xZZZZ_", "_x0000_", "_xD800_", "_x-00D_", "a_xb"}) {
        INFO(text);
        CHECK(unescaped(text) == text);
    }
}

}  // namespace
}  // namespace rfm::sources
