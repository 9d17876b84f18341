// The form that grows: no customer is sorted or sent anywhere for a score. As scoring/ does it, only the values at a
// few places of each metric are looked for: first which stretch of values holds each place, from counts of stretches;
// then which value of these few stretches it is. What comes out is one row of cut points, and a score is how many of
// them a value is above.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/scored_steps.h"
#include "sql/tie_steps.h"

namespace rfm::sql {
namespace {

// Larger is better in all of them, but for r-rfm, which reverses the scores and not the days (scoring/r_rfm.cc).
std::string value_of(const Metric& metric, Method method) {
    return metric.letter == 'r' && method != Method::r_rfm ? "0 - recency_days" : metric.column;
}

// The number of digits, then the first three of them: values of one stretch are side by side, and there are at most 900
// stretches for each number of digits.
std::string stretch_of(const Dialect& dialect) {
    const std::string digits = dialect.as_text("ABS(value)");
    return fmt::format("CASE WHEN value < 0 THEN -1 ELSE 1 END * (LENGTH({}) * 1000 + {})", digits,
                       dialect.whole(dialect.first_characters(digits, "3")));
}

void add_metrics(const std::vector<Metric>& metrics, const Request& request, const Dialect& dialect, Steps& steps) {
    std::vector<std::string> names;
    std::string values = "CASE metric";
    for (const Metric& metric : metrics) {
        names.push_back(fmt::format("'{}'", metric.letter));
        values +=
            fmt::format(" WHEN '{}' THEN {}", metric.letter, dialect.number(value_of(metric, request.plan.method)));
    }
    const bool splits_ties = request.plan.method == Method::ntile;
    const std::string id = splits_ties ? "customer_id, " : "";
    steps.add(
        "metrics",
        "Each customer's values, and the stretch of values that each is in: its number of digits and the first three,\n"
        "so that stretches are in the order of the values.",
        fmt::format("  SELECT {}metric, value, {} AS stretch\n  FROM (\n    SELECT {}metric, {} END AS value\n    FROM "
                    "customers\n    {}\n  ) AS metric_values\n",
                    id, stretch_of(dialect), id, values, dialect.cross_join(names, "names", "metric")));
    steps.add("stretches",
              "How many customers are in each stretch. From here on tables are small, however many customers.",
              "  SELECT metric, stretch, COUNT(*) AS customers\n  FROM metrics\n  GROUP BY metric, stretch\n");
    steps.add("ranked_stretches", "And how many are up to its end.",
              "  SELECT\n    metric, stretch, customers,\n    SUM(customers) OVER (PARTITION BY metric ORDER BY "
              "stretch) AS up_to,\n"
              "    SUM(customers) OVER (PARTITION BY metric) AS total\n  FROM stretches\n");
}

void add_places(const Request& request, const Dialect& dialect, Steps& steps) {
    const int bins = request.plan.bins;
    const std::string b = std::to_string(bins);
    std::vector<std::string> numbers;
    for (int i = 1; i < bins; ++i) numbers.push_back(std::to_string(i));
    std::string extra;
    std::string joins = "  " + dialect.cross_join(numbers, "cuts", "k") + "\n";
    std::string place;
    const char* comment = "";
    switch (request.plan.method) {
        case Method::r_rfm: {
            // scoring/r_rfm.cc: a quantile lies between two neighbours, a part of the way up.
            place = dialect.smaller(dialect.quotient("(total - 1) * k", b) + " + 1 + neighbour", "total");
            extra = fmt::format(", neighbour, {} AS part", dialect.remainder("(total - 1) * k", b));
            joins += "  " + dialect.cross_join({"0", "1"}, "neighbours", "neighbour") + "\n";
            comment = "The places, counted from 1 at the smallest value, of the two values around each quantile.";
            break;
        }
        case Method::ntile:
            // scoring/ntile.cc: the first groups have one more each.
            place = fmt::format("k * {} + {}", dialect.quotient("total", b),
                                dialect.smaller("k", dialect.remainder("total", b)));
            comment = "The place, counted from 1 at the worst, of the last customer of each group.";
            break;
        default:
            // scoring/quintile.cc
            place = dialect.quotient(fmt::format("k * total + {}", bins - 1), b);
            comment = "The place, counted from 1 at the worst, of the last value that is below each score.";
    }
    steps.add("places", comment,
              fmt::format("  SELECT metric, stretch, up_to, up_to - customers AS below, k{}, {} AS place\n  FROM "
                          "ranked_stretches\n{}",
                          extra, place, joins));
    std::vector<std::string> target_columns = {"metric", "stretch", "k"};
    if (request.plan.method == Method::r_rfm) target_columns.insert(target_columns.end(), {"neighbour", "part"});
    const std::string targets = fmt::format(
        "  SELECT {}, place - below AS place_within\n  FROM places\n  WHERE place > below AND place <= up_to\n",
        fmt::join(target_columns, ", "));
    target_columns.emplace_back("place_within");
    steps.add("targets", "The stretches that hold them, and which place it is in there.",
              dialect.worked_out_once(targets, target_columns));
    steps.add(
        "near", "The values of these stretches alone.",
        fmt::format("  SELECT {}metrics.metric, metrics.stretch, metrics.value, COUNT(*) AS customers\n  FROM metrics\n"
                    "{}  GROUP BY metrics.metric, metrics.stretch, metrics.value\n",
                    dialect.small_hint("wanted"), dialect.only_wanted("metrics", {"metric", "stretch"}, "targets")));
    steps.add("ranked_near", "",
              "  SELECT\n    metric, stretch, value, customers,\n"
              "    SUM(customers) OVER (PARTITION BY metric, stretch ORDER BY value) AS up_to\n  FROM near\n");
    std::string also_targets = request.plan.method == Method::r_rfm ? ", targets.neighbour, targets.part" : "";
    if (request.plan.method == Method::ntile) {
        also_targets = ", targets.place_within - (ranked_near.up_to - ranked_near.customers) AS tie_place";
    }
    const std::string boundaries = fmt::format(
        "  SELECT targets.metric, targets.k, ranked_near.value{}\n  FROM targets\n"
        "  JOIN ranked_near\n    ON ranked_near.metric = targets.metric AND ranked_near.stretch = targets.stretch\n"
        "  WHERE targets.place_within > ranked_near.up_to - ranked_near.customers AND targets.place_within <= "
        "ranked_near.up_to\n",
        also_targets);
    if (request.plan.method == Method::ntile) {
        steps.add("boundaries", "The value at each place, and which place it is among those of that value.",
                  dialect.worked_out_once(boundaries, {"metric", "k", "value", "tie_place"}));
    } else {
        steps.add("boundaries", "The value at each place.", boundaries);
    }
}

void add_cut_points(const std::vector<Metric>& metrics, const Request& request, const Dialect& dialect, Steps& steps) {
    const int bins = request.plan.bins;
    const bool r_rfm = request.plan.method == Method::r_rfm;
    if (r_rfm) {
        steps.add(
            "quantiles", "Both values around each quantile in one row.",
            fmt::format(
                "  SELECT\n    metric, k, MAX(part) AS part_up,\n    MAX(CASE WHEN neighbour = 0 THEN {0} END) AS "
                "low,\n"
                "    MAX(CASE WHEN neighbour = 1 THEN {0} END) AS high\n  FROM boundaries\n  GROUP BY metric, k\n",
                dialect.wide("value")));
    }
    std::vector<std::string> cuts;
    for (const Metric& metric : metrics) {
        // Whole numbers: to be at least a quantile plus 1 is to be above the quantile rounded up, plus 1, less one
        // step.
        const std::string rounded_up =
            dialect.quotient(fmt::format("part_up * (high - low) + {}", bins - 1), std::to_string(bins));
        const std::string value = r_rfm ? fmt::format("low + {} + {}", rounded_up, metric.unit - 1) : "value";
        for (int k = 1; k < bins; ++k) {
            cuts.push_back(fmt::format("    MAX(CASE WHEN metric = '{0}' AND k = {1} THEN {2} END) AS {0}_cut_{1}",
                                       metric.letter, k, value));
            if (request.plan.method != Method::ntile) continue;
            cuts.push_back(fmt::format(
                "    MAX(CASE WHEN metric = '{0}' AND k = {1} THEN customer_id END) AS {0}_id_{1}", metric.letter, k));
        }
    }
    steps.add("cut_points",
              r_rfm ? "One row: what a value must be above, which is to be at least the quantile plus 1."
                    : "One row: what a value must be above.",
              fmt::format("  SELECT\n{}\n  FROM {}\n", fmt::join(cuts, ",\n"),
                          r_rfm                                  ? "quantiles"
                          : request.plan.method == Method::ntile ? "tie_boundaries"
                                                                 : "boundaries"));
}

std::string score_of(const Metric& metric, const Request& request, const Dialect& dialect) {
    Metric scored = metric;
    std::vector<std::string> cuts;
    if (!metric.cuts.empty()) {
        for (const std::int64_t cut : metric.cuts) cuts.push_back(std::to_string(cut));
        return score_above(metric, request.plan.bins, metric.column, cuts);
    }
    const std::string value = value_of(metric, request.plan.method);
    scored.larger_is_better = metric.larger_is_better || request.plan.method != Method::r_rfm;
    if (request.plan.method == Method::ntile) {
        return score_above_ties(metric.letter, request.plan.bins, value, dialect);
    }
    for (int k = 1; k < request.plan.bins; ++k) cuts.push_back(fmt::format("{}_cut_{}", metric.letter, k));
    return score_above(scored, request.plan.bins, value, cuts);
}

}  // namespace

void add_scored_by_cut_points(const Request& request, const Dialect& dialect, Steps& steps) {
    const std::vector<Metric> metrics = metrics_of(request);
    std::vector<Metric> ranked;
    for (const Metric& metric : metrics) {
        if (metric.cuts.empty()) ranked.push_back(metric);
    }
    if (ranked.empty()) return add_scored_simply(request, dialect, steps);
    add_metrics(ranked, request, dialect, steps);
    add_places(request, dialect, steps);
    if (request.plan.method == Method::ntile) add_tie_steps(dialect, steps);
    add_cut_points(ranked, request, dialect, steps);
    std::string query = "  SELECT " + dialect.small_hint("cut_points") + "\n" + customer_columns(request, "customers");
    for (const Metric& metric : metrics) {
        query += fmt::format("    {} AS {}_score{}\n", score_of(metric, request, dialect), metric.letter,
                             &metric == &metrics.back() ? "" : ",");
    }
    steps.add("scored", "Scores: how many cut points a value is above.",
              query + "  FROM customers\n  CROSS JOIN cut_points\n");
}

}  // namespace rfm::sql
