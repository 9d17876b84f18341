#include "orders/currency.h"

#include "support/catch.h"

namespace rfm::orders {
namespace {

TEST_CASE("signs, the longest that fits") {
    CHECK(leading_currency("$5").length == 1);
    CHECK(leading_currency("€").length == 3);
    CHECK(leading_currency("R$5").length == 2);
    CHECK(leading_currency("kr").length == 2);
    CHECK(leading_currency("Kč 5").length == 3);
    CHECK(leading_currency("").length == 0);
    CHECK(leading_currency("5$").length == 0);
    CHECK(leading_currency("R5").length == 0);
}

TEST_CASE("codes that exist, in capitals, and not followed by a fourth") {
    CHECK(leading_currency("USD5").length == 3);
    CHECK(leading_currency("USD").length == 3);
    CHECK(leading_currency("AED").length == 3);
    CHECK(leading_currency("ETH").length == 3);
    CHECK(leading_currency("usd").length == 0);
    CHECK(leading_currency("US").length == 0);
    CHECK(leading_currency("USDT").length == 0);
    CHECK(leading_currency("MIO").length == 0);
    CHECK(leading_currency("D A").length == 0);  // the end of one code and the start of the next
    CHECK(leading_currency("ED ").length == 0);
}

}  // namespace
}  // namespace rfm::orders
