#include "pipeline/histogram_bars.h"

#include <limits>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "support/catch.h"

namespace rfm::pipeline {
namespace {

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

// As in "..0 0..10 10.."
std::string bars_text(const HistogramBars& bars) {
    std::string text;
    for (const HistogramBar& bar : bars.bars(std::vector<std::uint64_t>(bars.size()))) {
        text += fmt::format("{}{}..{}", text.empty() ? "" : " ", bar.from ? std::to_string(*bar.from) : "",
                            bar.to ? std::to_string(*bar.to) : "");
    }
    return text;
}

TEST_CASE("histogram bars: the first width with which the bars are few enough") {
    CHECK(bars_text({{1, 4, 1, 4}, decimal_widths(1), 4}) == "1..2 2..3 3..4 4..5");
    CHECK(bars_text({{1, 5, 1, 5}, decimal_widths(1), 4}) == "0..2 2..4 4..6");
    CHECK(bars_text({{0, 29, 0, 29}, day_widths(), 5}) == "0..7 7..14 14..21 21..28 28..35");
    CHECK(bars_text({{-3, 100, -3, 100}, day_widths(), 3}) == "-90..0 0..90 90..180");
    CHECK(bars_text({{5, 5, 5, 5}, decimal_widths(10'000), 30}) == "0..10000");
    CHECK(bars_text({{0, 9, 0, 9}, decimal_widths(1), 1}) == "0..10");
}

TEST_CASE("histogram bars: a few bars more to the end, or one that is open") {
    CHECK(bars_text({{1, 10, 1, 4}, decimal_widths(1), 4}) == "1..2 2..3 3..4 4..5 5..6 6..7 7..8 8..9 9..10 10..11");
    CHECK(bars_text({{1, 11, 1, 4}, decimal_widths(1), 4}) == "1..2 2..3 3..4 4..5 5..");
    CHECK(bars_text({{-500, 900, -19, 19}, decimal_widths(10), 4}) == "..-20 -20..-10 -10..0 0..10 10..20 20..");
    CHECK(bars_text({{-71, 70, -9, 9}, decimal_widths(10), 2}) == "..-10 -10..0 0..10 10..");
    CHECK(bars_text({{-70, 69, -9, 9}, decimal_widths(10), 2}).starts_with("-70..-60 -60"));
}

TEST_CASE("histogram bars: where nearly all values are the same, the others are shown") {
    CHECK(bars_text({{1, 900, 1, 1}, decimal_widths(1), 9}) == "1..2 2..3 3..4 4..5 5..");
    CHECK(bars_text({{0, 900, 0, 0}, decimal_widths(100), 5}) == "0..200 200..400 400..600 600..800 800..1000");
}

TEST_CASE("histogram bars: the ends of 64 bits") {
    for (const ValueSpread& spread :
         {ValueSpread{smallest, largest, smallest, largest}, ValueSpread{smallest, largest, -5, 5},
          ValueSpread{smallest, largest, 0, 0}, ValueSpread{smallest, smallest, smallest, smallest},
          ValueSpread{largest, largest, largest, largest}}) {
        for (const std::vector<base::Int128>& widths : {decimal_widths(1), decimal_widths(amount_unit), day_widths()}) {
            const HistogramBars bars(spread, widths, 30);
            CAPTURE(bars_text(bars));
            CHECK(bars.size() <= 44);
            const auto made = bars.bars(std::vector<std::uint64_t>(bars.size()));
            for (const std::int64_t value : {spread.lowest, spread.low, spread.high, spread.highest}) {
                const HistogramBar& bar = made[bars.bar_of(value)];
                CHECK((!bar.from || *bar.from <= value));
                CHECK((!bar.to || value < *bar.to));
            }
        }
    }
    // A bar that would begin below all numbers, or end above, is open there.
    CHECK(bars_text({{smallest, smallest, smallest, smallest}, decimal_widths(1'000'000), 30}) ==
          "..-9223372036854000000");
    CHECK(bars_text({{largest, largest, largest, largest}, decimal_widths(1'000'000), 30}) == "9223372036854000000..");
}

TEST_CASE("histogram bars: every value is in the bar that says so") {
    const HistogramBars bars({-300, 500, -40, 70}, decimal_widths(1), 12);
    const auto made = bars.bars(std::vector<std::uint64_t>(bars.size()));
    for (std::int64_t value = -300; value <= 500; ++value) {
        const HistogramBar& bar = made[bars.bar_of(value)];
        REQUIRE((!bar.from || *bar.from <= value));
        REQUIRE((!bar.to || value < *bar.to));
    }
}

}  // namespace
}  // namespace rfm::pipeline
