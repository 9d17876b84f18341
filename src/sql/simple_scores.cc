// The plain form: window functions over all customers, as docs/scoring.md has them.
#include <fmt/format.h>

#include "sql/scored_steps.h"

namespace rfm::sql {
namespace {

// Worst first. The oldest last order is that of the most days.
std::string worst_first(const Metric& metric) {
    return metric.letter == 'r' ? "recency_days DESC" : metric.letter == 'f' ? "frequency" : "monetary";
}

std::string ntile(const Metric& metric, int bins, const Dialect& dialect) {
    return fmt::format("NTILE({}) OVER (ORDER BY {}, {})", bins, worst_first(metric),
                       dialect.in_byte_order("customer_id"));
}

std::string quintile(const Metric& metric, int bins, const Dialect& dialect) {
    const std::string ranks = fmt::format("{} * (RANK() OVER (ORDER BY {}) - 1)", bins, worst_first(metric));
    return "1 + " + dialect.quotient(ranks, "COUNT(*) OVER ()");
}

std::string given(const Metric& metric, int bins) {
    std::vector<std::string> cuts;
    for (const std::int64_t cut : metric.cuts) cuts.push_back(std::to_string(cut));
    return score_above(metric, bins, metric.column, cuts);
}

// scoring/r_rfm.cc: type-7 quantiles, which lie between two neighbours, a part of the way up.
void add_breaks(const std::vector<Metric>& metrics, int bins, const Dialect& dialect, Steps& steps) {
    std::string places = "  SELECT\n    COUNT(*) OVER () AS total";
    std::string neighbours = "  SELECT\n    total";
    std::string breaks = "  SELECT\n";
    bool first = true;
    for (const Metric& metric : metrics) {
        if (!metric.cuts.empty()) continue;
        places += fmt::format(",\n    {0} AS {1}_value,\n    ROW_NUMBER() OVER (ORDER BY {0}) - 1 AS {1}_place",
                              metric.column, metric.letter);
        for (int i = 1; i < bins; ++i) {
            const std::string way = fmt::format("(total - 1) * {}", i);
            const std::string bins_text = std::to_string(bins);
            const std::string below = dialect.quotient(way, bins_text);
            const std::string above = dialect.smaller(below + " + 1", "total - 1");
            for (const auto& [name, place] : {std::pair("below", below), std::pair("above", above)}) {
                neighbours += fmt::format(",\n    MAX(CASE WHEN {0}_place = {1} THEN {0}_value END) AS {0}_{2}_{3}",
                                          metric.letter, place, name, i);
            }
            const std::string from = dialect.wide(fmt::format("{}_below_{}", metric.letter, i));
            const std::string to = dialect.wide(fmt::format("{}_above_{}", metric.letter, i));
            const std::string part =
                fmt::format("{} * ({} - {}) + {}", dialect.remainder(way, bins_text), to, from, bins - 1);
            breaks += fmt::format("{}    {} + {} + {} AS {}_cut_{}", first ? "" : ",\n", from,
                                  dialect.quotient(part, bins_text), metric.unit - 1, metric.letter, i);
            first = false;
        }
    }
    if (first) return;
    steps.add("places", "Where each customer stands, counted from 0 at the smallest value.",
              places + "\n  FROM customers\n");
    steps.add("neighbours", "The values around each quantile.", neighbours + "\n  FROM places\n  GROUP BY total\n");
    steps.add(
        "cut_points",
        "What a value must be above: whole numbers, so that at least a quantile plus 1 is above the quantile rounded "
        "up, plus 1, less one step.",
        breaks + "\n  FROM neighbours\n");
}

std::string by_breaks(const Metric& metric, int bins) {
    std::vector<std::string> cuts;
    for (int i = 1; i < bins; ++i) cuts.push_back(fmt::format("{}_cut_{}", metric.letter, i));
    return score_above(metric, bins, metric.column, cuts);
}

}  // namespace

void add_scored_simply(const Request& request, const Dialect& dialect, Steps& steps) {
    const Method method = request.plan.method;
    const int bins = request.plan.bins;
    const std::vector<Metric> metrics = metrics_of(request);
    bool breaks = false;
    for (const Metric& metric : metrics) breaks = breaks || (method == Method::r_rfm && metric.cuts.empty());
    if (breaks) add_breaks(metrics, bins, dialect, steps);
    std::string query = "  SELECT\n" + customer_columns(request, "customers");
    for (const Metric& metric : metrics) {
        std::string score = !metric.cuts.empty()      ? given(metric, bins)
                            : method == Method::ntile ? ntile(metric, bins, dialect)
                            : method == Method::r_rfm ? by_breaks(metric, bins)
                                                      : quintile(metric, bins, dialect);
        query += fmt::format("    {} AS {}_score{}\n", score, metric.letter, &metric == &metrics.back() ? "" : ",");
    }
    query += "  FROM customers\n";
    if (breaks) query += "  CROSS JOIN cut_points\n";
    const char* const comment = method == Method::quintile ? "Scores: how many customers are strictly worse, in fifths "
                                                             "(or what --bins says) of all; equal values share one."
                                : method == Method::ntile
                                    ? "Scores: groups of the same size, the worst first; ties by id in byte order."
                                    : "Scores: how many cut points a value is above.";
    steps.add("scored", comment, query);
}

}  // namespace rfm::sql
