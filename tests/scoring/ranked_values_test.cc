#include "scoring/ranked_values.h"

#include <algorithm>
#include <random>

#include "support/catch.h"

namespace rfm::scoring {
namespace {

using Values = std::vector<std::int64_t>;
using Ranks = std::vector<std::size_t>;

void check_against_sort(const Values& values, const Ranks& ranks) {
    Values sorted = values;
    std::sort(sorted.begin(), sorted.end());
    Values expected;
    for (const std::size_t rank : ranks) expected.push_back(sorted[rank]);
    REQUIRE(values_at_ranks(values, ranks) == expected);
}

TEST_CASE("values at ranks are those of the sorted column") {
    std::mt19937_64 random(11);
    for (const std::int64_t spread : {0LL, 1LL, 50LL, 65'535LL, 65'536LL, 1'000'000'000'000LL}) {
        for (const std::size_t size : {1UL, 2UL, 5UL, 1'000UL, 40'000UL}) {
            Values values(size);
            std::uniform_int_distribution<std::int64_t> pick(-spread / 2, spread - spread / 2);
            for (auto& value : values) value = pick(random);
            check_against_sort(values, {0});
            check_against_sort(values, {size - 1});
            check_against_sort(values, {0, 0, size / 2, size / 2, size - 1});
            Ranks ranks;
            for (std::size_t i = 0; i < 9; ++i) ranks.push_back(i * size / 9);
            check_against_sort(values, ranks);
        }
    }
}

TEST_CASE("no ranks give no values, even of an empty column") {
    CHECK(values_at_ranks({}, {}).empty());
}

TEST_CASE("columns that are sorted already are selected from all the same") {
    Values rising(20'000);
    for (std::size_t i = 0; i < rising.size(); ++i) rising[i] = static_cast<std::int64_t>(i) * 1'000'000;
    check_against_sort(rising, {4'000, 8'000, 12'000, 16'000});
    std::reverse(rising.begin(), rising.end());
    check_against_sort(rising, {4'000, 8'000, 12'000, 16'000});
}

}  // namespace
}  // namespace rfm::scoring
