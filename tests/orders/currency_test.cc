#include "orders/currency.h"

#include "support/catch.h"

namespace rfm::orders {
namespace {

TEST_CASE("signs, the longest that fits") {
    CHECK(currency_length("$5") == 1);
    CHECK(currency_length("€") == 3);
    CHECK(currency_length("R$5") == 2);
    CHECK(currency_length("kr") == 2);
    CHECK(currency_length("Kč 5") == 3);
    CHECK(currency_length("") == 0);
    CHECK(currency_length("5$") == 0);
    CHECK(currency_length("R5") == 0);
}

TEST_CASE("codes that exist, in capitals, and not followed by a fourth") {
    CHECK(currency_length("USD5") == 3);
    CHECK(currency_length("USD") == 3);
    CHECK(currency_length("AED") == 3);
    CHECK(currency_length("ETH") == 3);
    CHECK(currency_length("usd") == 0);
    CHECK(currency_length("US") == 0);
    CHECK(currency_length("USDT") == 0);
    CHECK(currency_length("MIO") == 0);
    CHECK(currency_length("D A") == 0);  // the end of one code and the start of the next
    CHECK(currency_length("ED ") == 0);
}

}  // namespace
}  // namespace rfm::orders
