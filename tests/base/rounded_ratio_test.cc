#include "base/rounded_ratio.h"

#include "support/catch.h"

namespace rfm::base {
namespace {

TEST_CASE("rounded ratio: half away from zero") {
    const auto ratio = [](long long dividend, long long divisor) {
        return static_cast<long long>(rounded_ratio(dividend, divisor));
    };
    CHECK(ratio(5, 2) == 3);
    CHECK(ratio(-5, 2) == -3);
    CHECK(ratio(4, 3) == 1);
    CHECK(ratio(5, 3) == 2);
    CHECK(ratio(-5, 3) == -2);
    CHECK(ratio(-4, 3) == -1);
    CHECK(ratio(7, 5) == 1);
    CHECK(ratio(8, 5) == 2);
    CHECK(ratio(0, 9) == 0);
    CHECK(ratio(9, 1) == 9);
    CHECK(ratio(-1, 2) == -1);
    CHECK(ratio(-1, 3) == 0);
    const Int128 large = static_cast<Int128>(1) << 100;
    CHECK((rounded_ratio(large + (large >> 1), large) == 2));
    CHECK((rounded_ratio(large + (large >> 1) - 1, large) == 1));
}

}  // namespace
}  // namespace rfm::base
