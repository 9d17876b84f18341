// A report's figures made by hand: distinct values in every place.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "report/report.h"

namespace rfm::report::test {

inline RunSummary example_summary() {
    RunSummary summary;
    summary.rows.read = 12'345;
    summary.rows.used = 12'300;
    summary.rows.guest = 31;
    summary.rows.rejected = 14;
    summary.rows.refunds = 17;
    summary.customers = 1'000;
    summary.customers_refund_only = 3;
    summary.orders = 2'500;
    summary.monetary_total = "100000.50";
    summary.amount_decimals = 2;
    summary.as_of = *day_from_civil(2025, 7, 1);
    summary.as_of_reason = "the day after the latest purchase";
    summary.date_form = "year first (2025-01-31)";
    summary.decimal_form = "point (from '19.99')";
    summary.currency = "EUR";
    summary.cuts = {{30, 90, 180, 365}, {1, 2, 2, 5}, {10'000'000, 50'500'000, 120'000'000, 400'000'000}};
    summary.map_name = "value";
    summary.inputs = {{"shop/orders.csv", "comma, header, LF, UTF-8", {"customer: column 1 'customer_id'"}}};
    summary.warnings = {"orders.csv: something to know"};
    return summary;
}

inline Overview example_overview() {
    Overview overview;
    for (std::uint64_t i = 0; i < 25; ++i) {
        overview.cells.push_back({i * 3 + (i == 24 ? 100 : 0), std::to_string(i * 31) + ".50"});
        overview.cell_means.push_back(i == 0 ? "" : "10." + std::to_string(10 + i));
    }
    const auto add = [&](const char* name, std::vector<std::string> rules, std::uint64_t customers, const char* money,
                         const char* days, const char* orders, const char* mean) {
        SegmentProfile segment;
        segment.segment = segment.key = name;
        segment.rules = std::move(rules);
        segment.group.customers = customers;
        segment.group.monetary = money;
        segment.mean_recency_days = days;
        segment.mean_frequency = orders;
        segment.mean_monetary = mean;
        overview.segments.push_back(std::move(segment));
    };
    add("high-value", {"R 4-5, F 5, M 4-5", "R 4-5, F 4, M 5"}, 110, "60000.25", "12.5", "7.1", "545.46");
    add("potential", {"R 4-5", "R 3, F 3-5"}, 290, "25000.00", "33.1", "2.9", "86.21");
    add("at-risk", {"R 1-2, F 3-5"}, 250, "10000.25", "201.7", "3.3", "40.00");
    add("sleeping", {"any"}, 350, "5000.00", "410.9", "1.2", "14.29");
    for (std::int64_t i = 0; i < 20; ++i) {
        const auto customers = static_cast<std::uint64_t>(100 - 4 * i);
        overview.histograms[0].bars.push_back({i * 20, i * 20 + 20, customers});
        overview.histograms[1].bars.push_back({i + 1, i + 2, customers + 1});
        overview.histograms[2].bars.push_back({i * 25'000'000, (i + 1) * 25'000'000, customers + 2});
    }
    overview.histograms[1].bars.push_back({21, std::nullopt, 9});
    overview.histograms[2].bars.insert(overview.histograms[2].bars.begin(), {std::nullopt, 0, 4});
    overview.histograms[2].bars.push_back({500'000'000, std::nullopt, 11});
    overview.histograms[0].median = 77;
    overview.histograms[1].median = 2;
    overview.histograms[2].median = 61'250'000;
    for (std::uint64_t p = 1; p <= 100; ++p) {
        const std::uint64_t tenths = 1000 - (100 - p) * (100 - p) / 10;
        overview.pareto.push_back({p * 10, std::to_string(p * 1000) + ".01",
                                   std::to_string(tenths / 10) + "." + std::to_string(tenths % 10)});
    }
    for (int i = 0; i < 10; ++i) {
        overview.top.push_back({"C" + std::to_string(900 + i), *day_from_civil(2024, 1, 2),
                                *day_from_civil(2025, 6, 30), 1 + i, 40 - i, std::to_string(5000 - i) + ".10", 5, 5, 5,
                                "high-value"});
    }
    return overview;
}

inline Movement example_movement() {
    return {"scores-may.csv",
            "2025-06-01",
            {"high-value", "potential", "at-risk", "sleeping"},
            {{80, 10, 12, 0, 2}, {20, 190, 40, 5, 9}, {4, 15, 150, 44, 8}, {0, 21, 6, 260, 30}, {6, 54, 0, 1, 0}}};
}

// All that they hold, as long as they live.
struct Example {
    RunSummary summary = example_summary();
    Overview overview = example_overview();
    Movement movement = example_movement();
    Labels labels = Labels::english;

    Contents contents() const { return {summary, overview, &movement, labels, "1.2.3"}; }
};

}  // namespace rfm::report::test
