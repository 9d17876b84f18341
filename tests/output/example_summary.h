// A summary with something in every place.
#pragma once

#include <rfm/score.h>

namespace rfm::output::test {

inline RunSummary example_summary() {
    RunSummary summary;
    summary.rows = {1'234'567, 1'234'000, 100, 200, 50, 17, 5, 6, 7, 4, 200, 12, 3, 1};
    summary.customers = 3000;
    summary.customers_refund_only = 2;
    summary.orders = 1'000'000;
    summary.orders_differing = 8;
    summary.decimal_form = "comma (from '1.234,50')";
    summary.currency = "EUR";
    summary.monetary_total = "9876543.21";
    summary.amount_decimals = 2;
    summary.as_of = *day_from_civil(2025, 7, 1);
    summary.as_of_reason = "the day after the latest purchase";
    summary.since = *day_from_civil(2024, 7, 1);
    summary.since_reason = "--window 12m";
    summary.date_form = "year first (2025-01-31)";
    summary.cuts = {{30, 90, 180, 365}, {1, 2, 5, 10}, {10'000'000, 99'500'000, 1'000'125'000, 123'456'789'000'001}};
    summary.map_name = "value";
    summary.segments = {{"高价值客户", 1000, "9000000.00"}, {"潜力客户", 1500, "876543.21"}, {"sleeping", 500, "0.00"}};
    summary.inputs = {{"a \"b\".csv", "comma, header, LF, UTF-8", {"customer: column 1 'id'", "date: column 2 'd'"}},
                      {"-", "tab, no header, CRLF, UTF-8", {}}};
    summary.warnings = {"one", "two\nlines"};
    return summary;
}

}  // namespace rfm::output::test
