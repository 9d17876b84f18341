// An overview with something in every place, of the customers of example_summary().
#pragma once

#include <rfm/overview.h>

#include "output/example_summary.h"

namespace rfm::output::test {

inline Overview example_overview() {
    Overview overview;
    const RunSummary summary = example_summary();
    overview.cells.assign(25, {0, "0.00"});
    overview.cell_means.assign(25, "");
    overview.cells[0] = {500, "0.00"};
    overview.cell_means[0] = "0.00";
    overview.cells[21] = {1500, "876543.21"};
    overview.cell_means[21] = "584.36";
    overview.cells[24] = {1000, "9000000.00"};
    overview.cell_means[24] = "9000.00";
    const std::vector<std::vector<std::string>> rules = {{"R 4-5, F 5, M 4-5", "R 4-5, F 4, M 5"}, {"R 4-5"}, {"any"}};
    const std::vector<std::string> keys = {"high-value", "potential", "sleeping"};
    for (std::size_t i = 0; i < 3; ++i) {
        const SegmentTotal& total = summary.segments[i];
        overview.segments.push_back({total.segment,
                                     keys[i],
                                     rules[i],
                                     {total.customers, total.monetary},
                                     "3.5",
                                     "2.0",
                                     std::to_string(i) + ".25"});
    }
    overview.histograms[0] = {{{0, 30, 1000}, {30, 60, 1400}, {60, 90, 100}, {90, {}, 500}}, 3, 777, 41};
    overview.histograms[1] = {{{1, 2, 500}, {2, 3, 0}, {3, 4, 2500}}, 1, 3, 3};
    overview.histograms[2] = {
        {{{}, -500'000, 7}, {-500'000, 0, 3}, {0, 500'000, 2990}}, -1'234'560'000, 490'000, 120'000};
    overview.pareto = {{30, "5000000.00", "50.6"}, {600, "9000000.00", "91.1"}, {3000, "9876543.21", "100.0"}};
    overview.top = {{"a\"1", 19'000, 20'000, 270, 12, "99.50", 5, 4, 3, "高价值客户"}};
    return overview;
}

}  // namespace rfm::output::test
