#include "scoring/ranked_values.h"

#include <algorithm>
#include <limits>
#include <random>

#include "scoring/score_column.h"
#include "support/catch.h"

namespace rfm::scoring {
namespace {

using Values = std::vector<std::int64_t>;
using Ranks = std::vector<std::size_t>;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

void check_found(const std::vector<RankedValue>& found, Values values, const Ranks& ranks) {
    std::sort(values.begin(), values.end());
    REQUIRE(found.size() == ranks.size());
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        const std::int64_t value = values[ranks[i]];
        const auto [begin, end] = std::equal_range(values.begin(), values.end(), value);
        CAPTURE(i, ranks[i]);
        REQUIRE(found[i].value == value);
        REQUIRE(found[i].below == static_cast<std::size_t>(begin - values.begin()));
        REQUIRE(found[i].equal == static_cast<std::size_t>(end - begin));
    }
}

void check_against_sort(const Values& values, const Ranks& ranks) {
    for (const std::size_t threads : {1U, 2U, 5U}) check_found(find_ranked(values, ranks, threads), values, ranks);
}

Ranks nine_of(std::size_t size) {
    Ranks ranks;
    for (std::size_t i = 0; i < 9; ++i) ranks.push_back(i * size / 9);
    return ranks;
}

// Counts in passes as long as need be; bounds need not be values of the column.
std::vector<RankedValue> find_between(std::int64_t low, std::int64_t high, const Values& values, const Ranks& ranks,
                                      int& passes) {
    RankFinder finder(low, high, ranks);
    for (passes = 0; !finder.done(); ++passes) {
        RankFinder::Counter counter = finder.counter();
        for (const std::int64_t value : values) counter.add(value);
        finder.finish_pass(counter);
    }
    return finder.found();
}

TEST_CASE("values at ranks are those of the sorted column, with how many lie below and beside them") {
    std::mt19937_64 random(11);
    for (const std::int64_t spread : {0LL, 1LL, 50LL, 65'535LL, 65'536LL, 1'000'000'000'000LL}) {
        for (const std::size_t size : {1UL, 2UL, 5UL, 1'000UL, 40'000UL}) {
            Values values(size);
            std::uniform_int_distribution<std::int64_t> pick(-spread / 2, spread - spread / 2);
            for (auto& value : values) value = pick(random);
            check_against_sort(values, {0});
            check_against_sort(values, {size - 1});
            check_against_sort(values, {0, 0, size / 2, size / 2, size - 1});
            check_against_sort(values, nine_of(size));
        }
    }
}

// As many stretches to look at as there are ranks.
TEST_CASE("many ranks, close together and far apart") {
    std::mt19937_64 random(12);
    Values values;
    for (int i = 0; i < 30'000; ++i) {
        const auto bits = random() % 60;
        values.push_back(static_cast<std::int64_t>(random() >> (4 + bits)) - (i % 7 == 0 ? 1'000'000'007 : 0));
    }
    for (const std::size_t count : {7UL, 8UL, 9UL, 10UL, 17UL, 100UL, 1000UL}) {
        Ranks ranks;
        for (std::size_t i = 0; i < count; ++i) ranks.push_back(i * (values.size() - 1) / (count - 1));
        check_against_sort(values, ranks);
    }
}

TEST_CASE("no ranks need no pass and give no values, even of an empty column") {
    CHECK(find_ranked({}, {}, 1).empty());
    CHECK(find_ranked(Values{1, 2, 3}, {}, 1).empty());
    const RankFinder finder(0, 0, {});
    CHECK(finder.done());
    CHECK(finder.found().empty());
}

TEST_CASE("columns that are sorted already are selected from all the same") {
    Values rising(20'000);
    for (std::size_t i = 0; i < rising.size(); ++i) rising[i] = static_cast<std::int64_t>(i) * 1'000'000;
    check_against_sort(rising, {4'000, 8'000, 12'000, 16'000});
    std::reverse(rising.begin(), rising.end());
    check_against_sort(rising, {4'000, 8'000, 12'000, 16'000});
}

TEST_CASE("all values equal, wherever they lie") {
    for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-7}, lowest, highest}) {
        for (const std::size_t size : {1UL, 2UL, 7UL, 1'000UL}) {
            check_against_sort(Values(size, value), {0, size / 2, size - 1});
        }
    }
}

TEST_CASE("values at both ends of 64 bits") {
    check_against_sort({lowest, highest}, {0, 1});
    check_against_sort({highest, lowest, highest}, {0, 1, 2});
    check_against_sort({lowest, lowest + 1, -1, 0, 1, highest - 1, highest}, {0, 1, 2, 3, 4, 5, 6});
    std::mt19937_64 random(12);
    for (int round = 0; round < 20; ++round) {
        Values values;
        for (int i = 0; i < 500; ++i) {
            const auto near = static_cast<std::int64_t>(random() % 100);
            const std::int64_t choices[] = {lowest + near, highest - near, near, static_cast<std::int64_t>(random())};
            values.push_back(choices[random() % 4]);
        }
        values.push_back(lowest);
        values.push_back(highest);
        check_against_sort(values, nine_of(values.size()));
        check_against_sort(values, {0, values.size() - 1});
    }
}

TEST_CASE("widths around every power of two, with bounds that are no values") {
    std::mt19937_64 random(13);
    for (int bits = 0; bits <= 63; ++bits) {
        for (const int more : {-1, 0, 1}) {
            const auto width = (std::uint64_t{1} << bits) + static_cast<std::uint64_t>(static_cast<std::int64_t>(more));
            for (const std::uint64_t low : {std::uint64_t{0}, static_cast<std::uint64_t>(lowest)}) {
                if (low == 0 && width > static_cast<std::uint64_t>(highest)) continue;
                Values values;
                for (int i = 0; i < 60; ++i) {
                    const std::uint64_t offset = width == 0 ? 0 : i % 3 == 0 ? width - 1 : random() % width;
                    values.push_back(static_cast<std::int64_t>(low + offset));
                }
                const Ranks ranks = {0, 7, 20, 30, 41, 59};
                int passes = 0;
                INFO(bits << " bits, " << more);
                check_found(find_between(static_cast<std::int64_t>(low), static_cast<std::int64_t>(low + width), values,
                                         ranks, passes),
                            values, ranks);
                REQUIRE(passes <= 5);
            }
        }
    }
}

TEST_CASE("days and counts of orders are found in one pass") {
    Values days;
    for (std::int64_t i = 0; i < 1'000; ++i) days.push_back(i * i % 65'536);
    int passes = 0;
    check_found(find_between(0, 65'535, days, nine_of(1'000), passes), days, nine_of(1'000));
    CHECK(passes == 1);
    check_found(find_between(0, 65'536, days, nine_of(1'000), passes), days, nine_of(1'000));
    CHECK(passes == 2);
}

TEST_CASE("threads with nothing to count, and one with all") {
    const Values values = {5'000'000, -3, 5'000'000'000, 5'000'000, 12};
    const Ranks ranks = {0, 2, 4};
    RankFinder finder(-3, 5'000'000'000, ranks);
    while (!finder.done()) {
        RankFinder::Counter idle = finder.counter();
        RankFinder::Counter busy = finder.counter();
        for (const std::int64_t value : values) busy.add(value);
        idle.add(finder.counter());
        idle.add(busy);
        idle.add(finder.counter());
        finder.finish_pass(idle);
    }
    check_found(finder.found(), values, ranks);
}

}  // namespace
}  // namespace rfm::scoring
