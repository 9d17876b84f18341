#include "segments/score_range.h"

#include "support/catch.h"

namespace rfm::segments {
namespace {

TEST_CASE("a written range reads back the same") {
    for (int bins = 2; bins <= 10; ++bins) {
        for (int low = 1; low <= bins; ++low) {
            for (int high = low; high <= bins; ++high) {
                const auto read = parse_range(format_range({low, high}, bins), bins);
                REQUIRE(read);
                CHECK(read->low == low);
                CHECK(read->high == high);
            }
        }
    }
    CHECK(format_range({1, 5}, 5) == "*");
    CHECK(format_range({3, 3}, 5) == "3");
    CHECK(format_range({9, 10}, 10) == "9-10");
}

TEST_CASE("blanks around numbers and leading zeros do not count") {
    CHECK(parse_range(" 4 - 5 ", 5)->high == 5);
    CHECK(parse_range("\t* ", 5)->high == 5);
    CHECK(parse_range("03", 5)->low == 3);
}

TEST_CASE("what is no range is nothing") {
    for (const char* text : {"", " ", "-", "--", "4--5", "a", "4-a", "1 2", "0x1", "5-4", "0", "6", "1-6", "1e0"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_range(text, 5));
    }
}

}  // namespace
}  // namespace rfm::segments
