#include "output/bar.h"

#include "base/display_width.h"
#include "support/catch.h"

namespace rfm::output {
namespace {

TEST_CASE("bar: eighths of a block, what there is is seen") {
    CHECK(bar(0, 80, 10, true) == "");
    CHECK(bar(80, 80, 10, true) == "██████████");
    CHECK(bar(40, 80, 10, true) == "█████");
    CHECK(bar(41, 80, 10, true) == "█████▏");
    CHECK(bar(47, 80, 10, true) == "█████▉");
    CHECK(bar(1, 1'000'000, 10, true) == "▏");
    CHECK(bar(999'999, 1'000'000, 10, true) == "██████████");
}

TEST_CASE("bar: of ASCII") {
    CHECK(bar(80, 80, 10, false) == "##########");
    CHECK(bar(44, 80, 10, false) == "######");  // 5.5, rounded up
    CHECK(bar(43, 80, 10, false) == "#####");
    CHECK(bar(1, 80, 10, false) == "#");
    CHECK(bar(0, 80, 10, false) == "");
}

TEST_CASE("bar: never longer than its width, nor there for what is below 0") {
    for (const bool unicode : {true, false}) {
        CHECK(base::display_width(bar(200, 80, 10, unicode)) == 10);
        CHECK(bar(-5, 80, 10, unicode) == "");
        CHECK(bar(5, 80, 0, unicode) == "");
        const base::Int128 huge = static_cast<base::Int128>(1) << 94;
        CHECK(base::display_width(bar(huge / 2, huge, 10, unicode)) == 5);
    }
}

}  // namespace
}  // namespace rfm::output
