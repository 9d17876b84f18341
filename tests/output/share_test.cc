#include "output/share.h"

#include "support/catch.h"

namespace rfm::output {
namespace {

TEST_CASE("share: tenths of a percent, rounded half up") {
    CHECK(share(1, 3) == "33.3%");
    CHECK(share(1, 2000) == "0.1%");
    CHECK(share(1, 2001) == "0.0%");
    CHECK(share(7, 7) == "100.0%");
    CHECK(share(15, 10) == "150.0%");
}

TEST_CASE("share: nothing where it means nothing") {
    CHECK(share(-1, 10) == "-");
    CHECK(share(1, 0) == "-");
    CHECK(share(1, -5) == "-");
}

}  // namespace
}  // namespace rfm::output
