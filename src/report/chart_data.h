// What each picture shows, as JSON for the functions of charts.js: geometry as numbers, and every word finished.
// Thread-safety: pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "report/words.h"

namespace rfm::report {

struct ChartRequest {
    std::string name;      // of the picture: "recency"
    std::string function;  // of charts.js: "histogram"
    std::string data;      // JSON
};

// Those that the contents have figures for, in the order of the page. style: the style sheet of a picture that is a
// file of its own; empty for one in the page.
std::vector<ChartRequest> chart_requests(const Contents& contents, std::string_view style = {});

// As many segments a picture has room for; of more, the smallest are shown as one.
inline constexpr std::size_t most_segments_drawn = 16;

// What came of the customers between two lists.
struct MovementTotals {
    std::uint64_t rising = 0, slipping = 0, staying = 0, won = 0, lost = 0;
};
MovementTotals movement_totals(const Movement& movement) noexcept;

// The best 20 % of the customers, rounded up; nullptr where there is no revenue above 0.
const ParetoPoint* best_fifth(const Overview& overview) noexcept;
// As in "The best 20% of customers bring 61.3% of the revenue."; empty without revenue.
std::string pareto_finding(const Overview& overview, const Words& words);
// As in "high-value bring the most revenue: ..."; empty without revenue or segments.
std::string segments_finding(const Contents& contents);

}  // namespace rfm::report
