#include "scoring/ranks.h"

#include <algorithm>
#include <limits>

#include "support/catch.h"
#include "support/generated_orders.h"

namespace rfm::scoring {
namespace {

TEST_CASE("ranks: strictly worse values are counted, ties are none") {
    const Ranks ranks({7, -3, 7, 0, 12, 7}, Direction::larger_is_better);
    CHECK(ranks.worse(-3) == 0);
    CHECK(ranks.worse(0) == 1);
    CHECK(ranks.worse(7) == 2);
    CHECK(ranks.worse(12) == 5);
    const Ranks days({7, 3, 7, 1, 12, 7}, Direction::smaller_is_better);
    CHECK(days.worse(12) == 0);
    CHECK(days.worse(7) == 1);
    CHECK(days.worse(3) == 4);
    CHECK(days.worse(1) == 5);
}

TEST_CASE("ranks: as counting one by one, with the largest and the smallest numbers there are") {
    rfm::test::Numbers numbers(9);
    for (int round = 0; round < 20; ++round) {
        std::vector<std::int64_t> values = {std::numeric_limits<std::int64_t>::min(),
                                            std::numeric_limits<std::int64_t>::max()};
        const int distinct = 1 + numbers.below(60);
        for (int i = 0; i < 100; ++i) values.push_back(numbers.below(distinct) - 20);
        const Ranks larger(values, Direction::larger_is_better);
        const Ranks smaller(values, Direction::smaller_is_better);
        for (const std::int64_t value : values) {
            const auto below = std::count_if(values.begin(), values.end(), [&](auto v) { return v < value; });
            const auto above = std::count_if(values.begin(), values.end(), [&](auto v) { return v > value; });
            REQUIRE(larger.worse(value) == static_cast<std::uint64_t>(below));
            REQUIRE(smaller.worse(value) == static_cast<std::uint64_t>(above));
        }
    }
}

}  // namespace
}  // namespace rfm::scoring
