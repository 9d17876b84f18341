#include "diff/percent.h"

#include "support/catch.h"

namespace rfm::diff {
namespace {

TEST_CASE("percent: rounded half away from zero, exact for sums beyond 64 bits") {
    CHECK(percent_text(14, 310, 2) == "4.52");
    CHECK(percent_text(-14, 310, 2) == "-4.52");
    CHECK(percent_text(1, 8, 2) == "12.50");
    CHECK(percent_text(1, 800, 2) == "0.13");  // 0.125
    CHECK(percent_text(-1, 800, 2) == "-0.13");
    CHECK(percent_text(0, 5, 2) == "0.00");
    CHECK(percent_text(5, 1, 0) == "500");
    CHECK(percent_text(1, 3, 6) == "33.333333");
    const base::Int128 large = base::Int128{1} << 96;
    CHECK(percent_text(large / 2, large, 6) == "50.000000");
}

}  // namespace
}  // namespace rfm::diff
