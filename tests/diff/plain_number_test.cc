#include "diff/plain_number.h"

#include <string>

#include "support/catch.h"
#include "support/generated_orders.h"

namespace rfm::diff {
namespace {

TEST_CASE("plain number: days") {
    std::int32_t days = -1;
    CHECK(read_days("0", days));
    CHECK(days == 0);
    CHECK(read_days("9999999", days));
    CHECK(days == 9'999'999);
    CHECK(read_days("0012", days));
    CHECK(days == 12);
    for (const char* text : {"", "-1", "+1", "1.0", " 1", "1 ", "12345678", "x", "1x", "/", ":"}) {
        INFO(text);
        CHECK(!read_days(text, days));
    }
}

TEST_CASE("plain number: scores are 1 to 10") {
    for (int wanted = 1; wanted <= 10; ++wanted) {
        std::uint8_t score = 0;
        CHECK(read_score(std::to_string(wanted), score));
        CHECK(score == wanted);
    }
    std::uint8_t score = 0;
    for (const char* text : {"", "0", "11", "100", "01", "-1", "1.", "x", "1x", ":"}) CHECK(!read_score(text, score));
}

TEST_CASE("plain number: amounts agree with the careful reader on right and wrong texts") {
    std::int64_t scaled = 0;
    int decimals = -1;
    CHECK(read_amount("-12.50", scaled, decimals));
    CHECK(scaled == -12'500'000);
    CHECK(decimals == 2);
    CHECK(read_amount("0", scaled, decimals));
    CHECK(decimals == 0);
    CHECK(read_amount("9223372036854.775807", scaled, decimals));
    CHECK(scaled == 9'223'372'036'854'775'807);
    CHECK(!read_amount("9223372036854.775808", scaled, decimals));
    CHECK(read_amount("-9223372036854.775808", scaled, decimals));
    for (const char* text : {"", "-", ".", "-.", ".5", "5.", "1.2.3", "1..2", "--1", "+1", "1,5", "1e3", " 1", "1 ",
                             "1.1234567", "12345678901234567890", "1-", "1.-5", "0x1"}) {
        INFO(text);
        CHECK(!read_amount(text, scaled, decimals));
    }
    test::Numbers numbers(7);
    constexpr std::string_view letters = "0123456789.-";
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        const int size = numbers.below(21);
        for (int j = 0; j < size; ++j) {
            // Mostly digits, else nearly none is a number.
            const int limit = numbers.below(8) == 0 ? 12 : 10;
            text += letters[static_cast<std::size_t>(numbers.below(limit))];
        }
        const auto wanted = base::parse_scaled(text);
        const bool read = read_amount(text, scaled, decimals);
        if (read != wanted.has_value() || (read && scaled != *wanted)) FAIL(text);
        if (read) {
            const std::size_t point = text.find('.');
            CHECK(decimals == (point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1)));
        }
    }
}

}  // namespace
}  // namespace rfm::diff
