#include "segments/cell_picture.h"

#include <sstream>

#include <fmt/format.h>

#include "base/display_width.h"
#include "support/catch.h"

namespace rfm::segments {
namespace {

TEST_CASE("the default map as a picture") {
    CHECK("\n" + cell_picture(SegmentMap::load("", 5, true)) == R"(
A  high-value
B  potential
C  at-risk
D  sleeping

      m 1          m 2          m 3          m 4          m 5
r 5   B B B B B    B B B B B    B B B B B    B B B B A    B B B A A
r 4   B B B B B    B B B B B    B B B B B    B B B B A    B B B A A
r 3   D D B B B    D D B B B    B B B B B    B B B B B    B B B B B
r 2   D D C C C    D D C C C    C C C C C    C C C C C    C C C C C
r 1   D D C C C    D D C C C    C C C C C    C C C C C    C C C C C
   f  1 2 3 4 5    1 2 3 4 5    1 2 3 4 5    1 2 3 4 5    1 2 3 4 5
)");
}

TEST_CASE("a map that does not depend on m is one block, with monetary and without") {
    const std::string expected = R"(
A  high-value
B  potential
C  at-risk
D  sleeping

r 5   B B B A A
r 4   B B B A A
r 3   D D B B B
r 2   D D C C C
r 1   D D C C C
   f  1 2 3 4 5
)";
    CHECK("\n" + cell_picture(SegmentMap::load("value-rf", 5, true)) == expected);
    CHECK("\n" + cell_picture(SegmentMap::load("value-rf", 5, false)) == expected);
}

TEST_CASE("a map is described by its rows and the cells of each segment") {
    CHECK("\n" + describe_map(SegmentMap::load("", 5, true)) == R"(
segment     r     f     m
high-value  4-5   5     4-5
high-value  4-5   4     5
potential   4-5   *     *
potential   3     3-5   *
potential   3     *     3-5
at-risk     1-2   3-5   *
at-risk     1-2   *     3-5
sleeping    *     *     *

segment     cells
high-value      6
potential      65
at-risk        42
sleeping       12
)");
}

TEST_CASE("wide names are aligned by the columns they take") {
    CHECK("\n" + describe_map(SegmentMap::load("", 5, false).with_labels(Labels::chinese)) == R"(
segment       r     f
高价值客户    4-5   4-5
潜力客户      4-5   *
潜力客户      3     3-5
流失风险客户  1-2   3-5
沉睡客户      *     *

segment       cells
高价值客户        4
潜力客户          9
流失风险客户      6
沉睡客户          6
)");
}

// A map in which every cell is a segment of its own.
std::string map_of_cells(int bins) {
    std::string text = "segment,r,f,m\n";
    for (int r = 1; r <= bins; ++r) {
        for (int f = 1; f <= bins; ++f) {
            for (int m = 1; m <= bins; ++m) text += fmt::format("c{0}-{1}-{2},{0},{1},{2}\n", r, f, m);
        }
    }
    return text;
}

TEST_CASE("pictures stay within 100 columns for every number of scores") {
    for (int bins = 2; bins <= 10; ++bins) {
        const SegmentMap map = SegmentMap::parse(map_of_cells(bins), "my.csv", bins, true);
        std::istringstream lines(cell_picture(map));
        std::string line;
        int blocks = 0;
        while (std::getline(lines, line)) {
            CAPTURE(bins, line);
            REQUIRE(base::display_width(line) <= 100);
            REQUIRE((line.empty() || line.back() != ' '));
            for (std::size_t at = line.find("m "); at != std::string::npos; at = line.find("m ", at + 1)) ++blocks;
        }
        CHECK(blocks == bins);
    }
}

TEST_CASE("more than 26 segments go on with small letters, more than 52 with numbers") {
    CHECK_THAT(cell_picture(SegmentMap::parse(map_of_cells(3), "my.csv", 3, true)),
               Catch::Contains("\nZ  c3-3-2\na  c3-3-3\n") && Catch::Contains("r 1   A D G    B E H    C F I\n"));
    CHECK_THAT(cell_picture(SegmentMap::parse(map_of_cells(4), "my.csv", 4, true)),
               Catch::StartsWith(" 1  c1-1-1\n") && Catch::Contains("\n64  c4-4-4\n") &&
                   Catch::Contains("r 1    1  5  9 13     2  6 10 14 "));
}

}  // namespace
}  // namespace rfm::segments
