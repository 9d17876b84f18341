#include "output/overview_text.h"

#include <sstream>

#include "base/display_width.h"
#include "output/example_overview.h"
#include "support/catch.h"

namespace rfm::output {
namespace {

using test::example_overview;
using test::example_summary;

TextStyle wide(int width, bool unicode = true) {
    TextStyle style;
    style.width = width;
    style.unicode = unicode;
    return style;
}

int widest_line(const std::string& text) {
    int widest = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) widest = std::max(widest, base::display_width(line));
    return widest;
}

// Without the codes of colour.
std::string plain(std::string text) {
    for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
        text.erase(at, text.find('m', at) - at + 1);
    }
    return text;
}

TEST_CASE("overview text: segments with two bars of one scale, wide characters take two columns") {
    CHECK(segment_text(example_summary(), example_overview(), wide(74)) ==
          "\n"
          "segment     customers  share                   revenue  share\n"
          "高价值客户      1,000  33.3%  ███▋        9,000,000.00  91.1%  ██████████\n"
          "潜力客户        1,500  50.0%  █████▌        876,543.21   8.9%  █\n"
          "sleeping          500  16.7%  █▉                  0.00   0.0%\n"
          "all             3,000                     9,876,543.21\n");
}

TEST_CASE("overview text: one bar where there is no room for two, none where there is no room") {
    CHECK(segment_text(example_summary(), example_overview(), wide(56, false)) ==
          "\n"
          "segment     customers  share              revenue  share\n"
          "高价值客户      1,000  33.3%  ###    9,000,000.00  91.1%\n"
          "潜力客户        1,500  50.0%  #####    876,543.21   8.9%\n"
          "sleeping          500  16.7%  ##             0.00   0.0%\n"
          "all             3,000                9,876,543.21\n");
    CHECK(segment_text(example_summary(), example_overview(), wide(51)).find("█") == std::string::npos);
}

TEST_CASE("overview text: the table of scores, best first") {
    CHECK(cell_text(example_overview(), wide(80)) ==
          "\n"
          "customers by recency score (R, rows) and frequency score (F)\n"
          "       F 1    F 2    F 3    F 4    F 5\n"
          "R 5      -  1,500      -      -  1,000\n"
          "R 4      -      -      -      -      -\n"
          "R 3      -      -      -      -      -\n"
          "R 2      -      -      -      -      -\n"
          "R 1    500      -      -      -      -\n");
}

TEST_CASE("overview text: counts too wide for the line are shortened") {
    Overview overview = example_overview();
    overview.bins = 10;
    overview.cells.assign(100, {12'345'678, ""});
    overview.cells[90] = {999, ""};
    overview.cells[91] = {1999, ""};
    overview.cells[92] = {56'789, ""};
    overview.cells[93] = {999'999, ""};
    overview.cells[94] = {1'000'000, ""};
    overview.cells[95] = {5'999'999'999, ""};
    const std::string text = cell_text(overview, wide(60));
    CHECK(text.find("R 10  999 1.9k  56k 999k 1.0M 5.9G  12M  12M  12M  12M\n") != std::string::npos);
    CHECK(widest_line(text) <= 60);
    CHECK(cell_text(overview, wide(160)).find("     12,345,678\n") != std::string::npos);
}

TEST_CASE("overview text: a histogram says which scores each bar has") {
    // Cut points 30, 90, 180, 365: 31 to 90 is a 4.
    CHECK(histogram_text(example_summary(), example_overview(), 0, wide(60)) ==
          "\n"
          "recency\n"
          "lowest 3, median 41, highest 777; cut points 30, 90, 180,\n"
          "  365\n"
          "days           customers  score\n"
          "   0 to 29         1,000  5      ███████████████████▎\n"
          "  30 to 59         1,400  5-4    ███████████████████████████\n"
          "  60 to 89           100  4      █▉\n"
          "  90 and more        500  4-1    █████████▋\n");
    CHECK(histogram_text(example_summary(), example_overview(), 1, wide(60, false)) ==
          "\n"
          "frequency\n"
          "lowest 1, median 3, highest 3; cut points 1, 2, 5, 10\n"
          "orders  customers  score\n"
          "     1        500  1      #######\n"
          "     2          0  2\n"
          "     3      2,500  3      ##################################\n");
    CHECK(histogram_text(example_summary(), example_overview(), 2, wide(70)) ==
          "\n"
          "monetary\n"
          "lowest -1,234.56, median 0.12, highest 0.49; cut points 10.00, 99.50,\n"
          "  1,000.125, 123,456,789.000001\n"
          "amount          customers  score\n"
          " below -0.50            7  1      ▏\n"
          " -0.50 to 0.00          3  1      ▏\n"
          "  0.00 to 0.50      2,990  1      ████████████████████████████████████\n");
}

TEST_CASE("overview text: the whole, in the widths that there are, with and without colour") {
    for (const int width : {1, 60, 72, 80, 100, 200, 1000}) {
        for (const bool unicode : {true, false}) {
            TextStyle style = wide(width, unicode);
            const std::string text = overview_text(example_summary(), example_overview(), style);
            CAPTURE(width, text);
            CHECK(widest_line(text) <= std::max(width, 60));
            CHECK(text.find('\x1b') == std::string::npos);
            CHECK((text.find("█") != std::string::npos) == unicode);
            CHECK(text.find(" \n") == std::string::npos);
            style.colour = true;
            const std::string colourful = overview_text(example_summary(), example_overview(), style);
            CHECK(colourful.find("\x1b[1m") != std::string::npos);
            CHECK(plain(colourful) == text);
        }
    }
    const std::string text = overview_text(example_summary(), example_overview(), wide(200));
    CHECK_THAT(text, Catch::StartsWith(
                         "3,000 customers, 1,000,000 orders, revenue 9,876,543.21 EUR\n"
                         "as of 2025-07-01 (the day after the latest purchase); 1,234,567 rows read, 1,234,000 used\n"
                         "  12 of the used rows are refunds\n"));
    CHECK_THAT(text, Catch::EndsWith("\n\nthe best 1% of customers bring 50.6% of revenue, the best 20% 91.1%\n"));
}

TEST_CASE("overview text: a name that would move the cursor, or is too long") {
    Overview overview = example_overview();
    overview.segments[0].segment = "\x1b[2J";
    overview.segments[1].segment = std::string(300, 'n');
    RunSummary summary = example_summary();
    summary.currency = "\x1b]0;";
    const std::string text = overview_text(summary, overview, wide(80));
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("\\x1b[2J") != std::string::npos);
    CHECK(widest_line(text) <= 80);
}

TEST_CASE("overview text: without money, segments or anybody rich") {
    RunSummary summary = example_summary();
    summary.has_monetary = false;
    summary.monetary_total.clear();
    Overview overview = example_overview();
    for (SegmentProfile& profile : overview.segments) profile.group.monetary.clear();
    overview.histograms[2] = {};
    overview.pareto.clear();
    CHECK(segment_text(summary, overview, wide(40)) ==
          "\n"
          "segment     customers  share\n"
          "高价值客户      1,000  33.3%  ██████▋\n"
          "潜力客户        1,500  50.0%  ██████████\n"
          "sleeping          500  16.7%  ███▍\n"
          "all             3,000\n");
    const std::string text = overview_text(summary, overview, wide(80));
    CHECK(text.find("revenue") == std::string::npos);
    CHECK(text.find("amount  ") == std::string::npos);
    overview.segments.clear();
    CHECK(segment_text(summary, overview, wide(80)) == "");

    summary = example_summary();
    summary.monetary_total = "-5.00";
    summary.segments[0].monetary = "-5.00";
    overview = example_overview();
    overview.segments[0].group.monetary = "-5.00";
    for (ParetoPoint& point : overview.pareto) point.monetary_percent.clear();
    const std::string poor = overview_text(summary, overview, wide(80));
    CHECK(poor.find("the best") == std::string::npos);
    CHECK(poor.find("-5.00      -\n") != std::string::npos);
}

}  // namespace
}  // namespace rfm::output
