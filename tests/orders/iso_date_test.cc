// The fast path of ISO dates against the general one, byte by byte.
#include "orders/iso_date.h"

#include <random>
#include <string>

#include <fmt/format.h>

#include "orders/date_reader.h"
#include "support/catch.h"

namespace rfm::orders {
namespace {

// What the fast path reads must be what the general path, which a trailing blank leads to, reads too.
void compare(const std::string& text, std::size_t& accepted) {
    DateReader reader(DateForm::year_first);
    DayNumber general = 0;
    const bool right = reader.read(text + " ", general) == DateStatus::ok;
    DayNumber fast = 0;
    if (!read_iso_date(text.data(), fast)) return;
    ++accepted;
    if (!right || fast != general) FAIL(text << " is read fast as " << fast << ", else as " << general);
}

TEST_CASE("any byte at any place of a date is taken for what it is") {
    std::size_t accepted = 0;
    for (const std::string date : {"2025-01-31", "1970-01-01", "2099-12-31", "2000-02-29", "1999-09-09"}) {
        for (std::size_t at = 0; at < date.size(); ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                std::string text = date;
                text[at] = static_cast<char>(byte);
                compare(text, accepted);
            }
        }
    }
    CHECK(accepted > 100);
}

TEST_CASE("any two bytes near digits and hyphens, where a borrow or a carry could hide the other") {
    std::mt19937 random(3);
    const std::string suspicious("/0:9-,.\x00\xFF\x7F\x80 1\xAD\xB0\x5D\x60", 17);
    std::size_t accepted = 0;
    for (int i = 0; i < 300'000; ++i) {
        std::string text = fmt::format("2024-0{}-1{}", 1 + random() % 9, random() % 10);
        for (int change = 0; change < 2; ++change) text[random() % 10] = suspicious[random() % suspicious.size()];
        compare(text, accepted);
    }
    CHECK(accepted > 1000);
}

TEST_CASE("every day that it knows is read, and none beyond") {
    DayNumber day = 0;
    std::size_t read = 0;
    for (DayNumber number = *day_from_civil(1969, 1, 1); number <= *day_from_civil(2100, 12, 31); ++number) {
        if (!read_iso_date(format_day(number).c_str(), day)) continue;
        ++read;
        if (day != number) FAIL(format_day(number));
    }
    CHECK(read == static_cast<std::size_t>(*day_from_civil(2100, 1, 1)));
    for (const char* text : {"2025-02-29", "2025-02-30", "2025-00-10", "2025-13-10", "2025-01-00", "2025-01-32",
                             "0000-00-00", "1969-12-31", "2100-01-01", "9999-99-99"}) {
        INFO(text);
        CHECK_FALSE(read_iso_date(text, day));
    }
}

}  // namespace
}  // namespace rfm::orders
