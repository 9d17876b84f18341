#include <algorithm>

#include <fmt/format.h>

#include "sql/scored_steps.h"

namespace rfm::sql {
namespace {

// Towards minus infinity; b is above 0.
std::int64_t floor_divided(std::int64_t a, std::int64_t b) noexcept {
    return a / b - (a % b < 0 ? 1 : 0);
}

// scoring/scale.cc: a value is in a band above a cut point when it is above it; with r-rfm, also when it equals it.
std::vector<std::int64_t> cuts_in(const std::vector<std::int64_t>& cuts, Method method, std::int64_t divisor) {
    std::vector<std::int64_t> converted;
    for (const std::int64_t cut : cuts) {
        converted.push_back(method == Method::r_rfm ? floor_divided(cut - 1, divisor) : floor_divided(cut, divisor));
    }
    return converted;
}

}  // namespace

std::vector<Metric> metrics_of(const Request& request) {
    const Plan& plan = request.plan;
    std::int64_t unit = 1;
    for (int i = 0; i < request.amount_decimals; ++i) unit *= 10;
    std::vector<Metric> metrics;
    metrics.push_back({'r', "recency_days", cuts_in(plan.cuts.recency_days, plan.method, 1), 1, false});
    metrics.push_back({'f', "frequency", cuts_in(plan.cuts.frequency, plan.method, 1), 1, true});
    if (plan.no_monetary) return metrics;
    metrics.push_back(
        {'m', "monetary_units", cuts_in(plan.cuts.monetary_scaled, plan.method, amount_unit / unit), unit, true});
    return metrics;
}

std::string score_above(const Metric& metric, int bins, const std::string& value,
                        const std::vector<std::string>& cuts) {
    std::string score = metric.larger_is_better ? "1" : std::to_string(bins);
    const char sign = metric.larger_is_better ? '+' : '-';
    for (const std::string& cut : cuts)
        score += fmt::format(" {} CASE WHEN {} > {} THEN 1 ELSE 0 END", sign, value, cut);
    return score;
}

std::string customer_columns(const Request& request, std::string_view table) {
    std::string columns;
    for (const char* const name : {"customer_id", "last_order_date", "recency_days", "frequency", "monetary"}) {
        if (request.plan.no_monetary && std::string_view(name) == "monetary") continue;
        columns += fmt::format("    {}.{},\n", table, name);
    }
    return columns;
}

}  // namespace rfm::sql
