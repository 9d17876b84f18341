#include "base/ascii.h"

#include <cctype>

#include "base/byte_order_mark.h"
#include "support/catch.h"

namespace rfm::base {
namespace {

// The standard library's answers in the locale "C", which the tests run in.
TEST_CASE("letters and digits of each byte value") {
    for (int value = 0; value < 256; ++value) {
        const char c = static_cast<char>(value);
        INFO(value);
        CHECK(is_digit(c) == (std::isdigit(value) != 0));
        CHECK(is_letter(c) == (std::isalpha(value) != 0));
        CHECK(may_be_letter(c) == (std::isalpha(value) != 0 || value >= 0x80));
        CHECK(lower(c) == static_cast<char>(std::tolower(value)));
    }
}

TEST_CASE("one byte-order mark is taken off") {
    CHECK(without_byte_order_mark("\xEF\xBB\xBF\xEF\xBB\xBFid") == "\xEF\xBB\xBFid");
    CHECK(without_byte_order_mark("\xEF\xBB\xBF").empty());
    CHECK(without_byte_order_mark("\xEF\xBBid") == "\xEF\xBBid");
    CHECK(without_byte_order_mark("").empty());
}

}  // namespace
}  // namespace rfm::base
