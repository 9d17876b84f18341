#include "base/decimal.h"

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

#include "support/catch.h"

namespace rfm::base {
namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

std::string written(std::int64_t scaled, int decimals) {
    char text[max_scaled_text + 8];
    std::fill(std::begin(text), std::end(text), '#');
    const char* end = write_scaled(text, scaled, decimals);
    REQUIRE(end - text <= max_scaled_text);
    REQUIRE(std::all_of(end, std::cend(text), [](char c) { return c == '#'; }));
    return std::string(static_cast<const char*>(text), end);
}

// Amounts of every size, the extremes and their neighbours among them.
std::vector<std::int64_t> amounts() {
    std::vector<std::int64_t> list = {least, least + 1, most,      most - 1,   0,        1,
                                      -1,    999'999,   1'000'000, -1'000'000, 1'000'001};
    std::mt19937_64 random(4);
    for (int bits = 1; bits <= 63; ++bits) {
        for (int i = 0; i < 50; ++i) {
            const auto amount = static_cast<std::int64_t>(random() >> (64 - bits));
            list.push_back(amount);
            list.push_back(-amount);
            list.push_back(amount / 1'000'000 * 1'000'000);
            list.push_back(amount / 10'000 * 10'000);
        }
    }
    return list;
}

TEST_CASE("amounts are written with the decimals asked for") {
    CHECK(written(12'500'000, 2) == "12.50");
    CHECK(written(-12'500'000, 1) == "-12.5");
    CHECK(written(-70'000, 2) == "-0.07");
    CHECK(written(3'000'000, 0) == "3");
    CHECK(written(0, 6) == "0.000000");
    CHECK(written(1, 6) == "0.000001");
    CHECK(written(most, 6) == "9223372036854.775807");
    CHECK(written(least, 6) == "-9223372036854.775808");
}

TEST_CASE("both writers and the reader agree on every amount") {
    for (const std::int64_t amount : amounts()) {
        const int needed = decimals_needed(amount);
        for (int decimals = needed; decimals <= 6; ++decimals) {
            const std::string text = written(amount, decimals);
            REQUIRE(format_scaled(amount, decimals) == text);
            REQUIRE(parse_scaled(text) == amount);
        }
    }
}

TEST_CASE("the decimals needed are the fewest that lose nothing") {
    CHECK(decimals_needed(0) == 0);
    CHECK(decimals_needed(5'000'000) == 0);
    CHECK(decimals_needed(-5'500'000) == 1);
    CHECK(decimals_needed(5'050'000) == 2);
    CHECK(decimals_needed(7'000) == 3);
    CHECK(decimals_needed(10'000'700) == 4);
    CHECK(decimals_needed(-90) == 5);
    CHECK(decimals_needed(1) == 6);
    CHECK(decimals_needed(least) == 6);
    CHECK(decimals_needed(9'223'372'036'854'000'000) == 0);
}

TEST_CASE("plain decimal numbers are read, nothing else") {
    CHECK(parse_scaled("12") == 12'000'000);
    CHECK(parse_scaled("-12.5") == -12'500'000);
    CHECK(parse_scaled("0.000001") == 1);
    CHECK(parse_scaled("-0") == 0);
    CHECK(parse_scaled("007.10") == 7'100'000);
    CHECK(parse_scaled("000000000000000000000000000012.5") == 12'500'000);
    for (const char* text : {"",    "-",  ".",  "-.", ".5",  "5.",  "-5.",       "1.2.3",     "1..2", "1,5", "+1",
                             "--1", "1-", " 1", "1 ", "1e3", "0x1", "1.1234567", "1.0000000", "a",    "1a",  "１"}) {
        INFO(text);
        CHECK_FALSE(parse_scaled(text));
    }
}

TEST_CASE("the range that is read ends where 64 bits do") {
    CHECK(parse_scaled("123456789012.345678") == 123'456'789'012'345'678);
    CHECK(parse_scaled("1234567890123") == 1'234'567'890'123'000'000);
    CHECK(parse_scaled("9223372036854.775807") == most);
    CHECK(parse_scaled("-9223372036854.775808") == least);
    for (const char* text :
         {"9223372036854.775808", "-9223372036854.775809", "9223372036855", "-9223372036855", "9223372036854.78",
          "10000000000000", "18446744073709.551616", "18446744073710", "99999999999999999999999999999999999"}) {
        INFO(text);
        CHECK_FALSE(parse_scaled(text));
    }
}

TEST_CASE("sums beyond 64 bits have their text as well") {
    const Int128 wide = static_cast<Int128>(most) * 1'000'000'000;
    CHECK(format_scaled(wide, 0) == "9223372036854775807000");
    CHECK(format_scaled(-wide, 2) == "-9223372036854775807000.00");
    CHECK(format_scaled(wide + 123'456, 6) == "9223372036854775807000.123456");
    const auto lowest = static_cast<Int128>(static_cast<Uint128>(1) << 127);
    CHECK(format_scaled(lowest, 6) == "-170141183460469231731687303715884.105728");
}

WideSum sum_of(const std::vector<std::int64_t>& list) {
    WideSum sum;
    for (const std::int64_t amount : list) sum.add(amount);
    return sum;
}

TEST_CASE("a sum does not depend on the order, also where 64 bits are left on the way") {
    std::mt19937_64 random(6);
    for (int round = 0; round < 200; ++round) {
        std::vector<std::int64_t> list;
        Int128 exact = 0;
        for (int i = 0; i < 100; ++i) {
            list.push_back(static_cast<std::int64_t>(random()) >> (random() % 3));
            exact += list.back();
        }
        for (int order = 0; order < 5; ++order) {
            std::shuffle(list.begin(), list.end(), random);
            const WideSum sum = sum_of(list);
            REQUIRE(static_cast<bool>(sum.wide_value() == exact));
            const bool fits = exact >= least && exact <= most;
            REQUIRE(sum.value().has_value() == fits);
            if (fits) REQUIRE(*sum.value() == static_cast<std::int64_t>(exact));
        }
    }
}

TEST_CASE("a sum past the range is known, one back inside it is exact") {
    CHECK(sum_of({}).value() == 0);
    CHECK(sum_of({most}).value() == most);
    CHECK(sum_of({least}).value() == least);
    CHECK_FALSE(sum_of({most, 1}).value());
    CHECK_FALSE(sum_of({least, -1}).value());
    CHECK_FALSE(sum_of({most, most, most}).value());
    CHECK_FALSE(sum_of({least, least}).value());  // its low 64 bits are 0
    CHECK(sum_of({most, 1, -1}).value() == most);
    CHECK(sum_of({least, -1, 1}).value() == least);
    CHECK(sum_of({most, most, least, least, 2}).value() == 0);
    CHECK(sum_of({-1, 1}).value() == 0);
    CHECK(sum_of({5, -7}).value() == -2);
}

}  // namespace
}  // namespace rfm::base
