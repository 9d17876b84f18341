#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "segments/score_range.h"
#include "segments/segment_map.h"
#include "sql/query.h"
#include "sql/quoting.h"
#include "sql/row_steps.h"
#include "sql/scored_steps.h"
#include "sql/steps.h"

namespace rfm::sql {
namespace {

using segments::SegmentMap;

std::optional<SegmentMap> map_of(const Plan& plan) {
    if (plan.bins != 5 && plan.map.empty()) return std::nullopt;
    return SegmentMap::load(plan.map, plan.bins, !plan.no_monetary).with_labels(plan.labels);
}

void check_only(const Plan& plan, const std::optional<SegmentMap>& map) {
    if (plan.only_segments.empty()) return;
    if (!map) throw Error(ErrorKind::usage, "--only: there are no segments without a map; give one with --map");
    const auto names = map->names();
    for (const std::string& name : plan.only_segments) {
        if (std::find(names.begin(), names.end(), name) != names.end()) continue;
        throw Error(ErrorKind::usage, fmt::format("--only {}: there is no such segment; there are {}",
                                                  base::shown(name), fmt::join(names, ", ")));
    }
}

std::string range_condition(char letter, segments::ScoreRange range, int bins) {
    if (segments::is_any(range, bins)) return {};
    if (range.low == range.high) return fmt::format("{}_score = {}", letter, range.low);
    return fmt::format("{}_score BETWEEN {} AND {}", letter, range.low, range.high);
}

// The map as it is: the first row that matches wins in both.
std::string segment_case(const SegmentMap& map, const Dialect& dialect) {
    std::string text = "    CASE\n";
    bool covered = false;
    for (const segments::MapRow& row : map.rows()) {
        std::string conditions;
        for (const auto& [letter, range] : {std::pair('r', row.r), std::pair('f', row.f), std::pair('m', row.m)}) {
            if (letter == 'm' && !map.with_monetary()) continue;
            const std::string condition = range_condition(letter, range, map.bins());
            if (!condition.empty()) conditions += (conditions.empty() ? "" : " AND ") + condition;
        }
        covered = covered || conditions.empty();
        text += conditions.empty() ? fmt::format("      ELSE {}\n", dialect.literal(row.segment))
                                   : fmt::format("      WHEN {} THEN {}\n", conditions, dialect.literal(row.segment));
    }
    return text + "    END AS segment\n";
}

std::string order_key(const Request& request, const Dialect& dialect, const std::optional<SegmentMap>& map) {
    const Plan& plan = request.plan;
    std::string key;
    switch (plan.sort) {
        case Column::customer_id:
            return dialect.in_byte_order("c.customer_id") + (plan.sort_descending ? " DESC" : "");
        case Column::rfm_score:
            key = fmt::format("c.r_score * 10000 + c.f_score * 100{}", plan.no_monetary ? "" : " + c.m_score");
            break;
        case Column::segment: {
            if (!map) return dialect.in_byte_order("c.customer_id");
            key = "CASE c.segment";
            int place = 0;
            for (const std::string& name : map->names())
                key += fmt::format(" WHEN {} THEN {}", dialect.literal(name), place++);
            key += " END";
            break;
        }
        default:
            key = fmt::format("c.{}", column_name(plan.sort));
    }
    return key + (plan.sort_descending ? " DESC, " : ", ") + dialect.in_byte_order("c.customer_id");
}

std::string result_query(const Request& request, const Dialect& dialect, const std::optional<SegmentMap>& map) {
    const Plan& plan = request.plan;
    std::vector<std::string> digits;
    for (const char letter : {'r', 'f', 'm'}) {
        if (letter == 'm' && plan.no_monetary) continue;
        if (plan.bins > 9 && !digits.empty()) digits.push_back("'-'");
        digits.push_back(fmt::format("c.{}_score", letter));
    }
    std::string query = "SELECT\n";
    const auto add = [&](Column column, const std::string& value) {
        const bool last = column == Column::segment;
        query += fmt::format("  {} AS {}{}\n", value, dialect.result_name(column_name(column)), last ? "" : ",");
    };
    add(Column::customer_id, "c.customer_id");
    add(Column::last_order_date, "c.last_order_date");
    add(Column::recency_days, "c.recency_days");
    add(Column::frequency, "c.frequency");
    add(Column::monetary,
        plan.no_monetary ? dialect.nothing(true) : dialect.written("c.monetary", request.amount_decimals));
    add(Column::r_score, "c.r_score");
    add(Column::f_score, "c.f_score");
    add(Column::m_score, plan.no_monetary ? dialect.nothing(true) : "c.m_score");
    add(Column::rfm_score, dialect.joined(digits));
    add(Column::segment, map ? "c.segment" : dialect.nothing(false));
    query += fmt::format("FROM {} AS c\n", map ? "segmented" : "scored");
    if (!plan.only_segments.empty()) {
        std::vector<std::string> names;
        for (const std::string& name : plan.only_segments) names.push_back(dialect.literal(name));
        query += fmt::format("WHERE c.segment IN ({})\n", fmt::join(names, ", "));
    }
    query += "ORDER BY " + order_key(request, dialect, map);
    if (plan.top != 0) query += fmt::format("\nLIMIT {}", plan.top);
    return query;
}

std::string head(const Request& request, const Dialect& dialect, const std::optional<SegmentMap>& map) {
    const Plan& plan = request.plan;
    return fmt::format(
        "-- Scores of customers by recency, frequency and monetary value; written by rfm sql for {}.\n"
        "-- As of {}; method {}, {} scores; {}.\n",
        dialect.engine(), plan.as_of ? format_day(*plan.as_of) : "the day after the latest purchase",
        method_name(plan.method), plan.bins, map ? "segment map " + in_comment(map->source_name()) : "no segment map");
}

}  // namespace

std::string score_query(const Request& request, const Dialect& dialect) {
    check_request(request);
    const std::optional<SegmentMap> map = map_of(request.plan);
    check_only(request.plan, map);
    Steps steps;
    add_source_rows(request, dialect, Filtered::left_out, steps);
    add_time_frame(request, dialect, Filtered::left_out, steps);
    add_used_rows(request, dialect, Filtered::left_out, steps);
    add_totals(request, steps);
    add_customers(request, dialect, steps);
    if (request.form == Form::simple || request.plan.method == Method::cuts) {
        add_scored_simply(request, dialect, steps);
    } else {
        add_scored_by_cut_points(request, dialect, steps);
    }
    if (map) {
        std::string query = "  SELECT\n" + customer_columns(request, "scored") + "    r_score,\n    f_score,\n";
        if (!request.plan.no_monetary) query += "    m_score,\n";
        query += segment_case(*map, dialect) + "  FROM scored\n";
        steps.add("segmented", "The segment map: the first line that matches.", query);
    }
    return head(request, dialect, map) + steps.end("", result_query(request, dialect, map));
}

}  // namespace rfm::sql
