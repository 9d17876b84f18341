#include "sql/tie_steps.h"

#include <fmt/format.h>

namespace rfm::sql {
namespace {

// How many characters two ids have in common at their beginning, or somewhat fewer.
std::string common_length(const Dialect& dialect) {
    std::string length = "CASE";
    for (const char* const n :
         {"64", "48", "32", "24", "20", "16", "14", "12", "10", "9", "8", "7", "6", "5", "4", "3", "2", "1"}) {
        length += fmt::format("\n      WHEN {} = {} THEN {}", dialect.first_characters("lowest", n),
                              dialect.first_characters("highest", n), n);
    }
    return length + "\n      ELSE 0\n    END";
}

}  // namespace

void add_tie_steps(const Dialect& dialect, Steps& steps) {
    const std::string id = dialect.in_byte_order("customer_id");
    steps.add(
        "tied", "The customers of these values. What tells them apart is the order of their ids, byte by byte.",
        fmt::format("  SELECT {}metrics.metric, metrics.value, metrics.customer_id\n  FROM metrics\n{}",
                    dialect.small_hint("wanted"), dialect.only_wanted("metrics", {"metric", "value"}, "boundaries")));
    steps.add(
        "tie_bounds", "",
        fmt::format(
            "  SELECT metric, value, MIN({0}) AS lowest, MAX({0}) AS highest\n  FROM tied\n  GROUP BY metric, value\n",
            id));
    steps.add("tie_widths", "How many characters all ids of a value begin with.",
              dialect.worked_out_once(fmt::format("  SELECT\n    metric, value,\n    {} AS width\n  FROM tie_bounds\n",
                                                  common_length(dialect)),
                                      {"metric", "value", "width"}));
    steps.add(
        "ties", "Stretches of ids: the first four characters that can differ.",
        fmt::format(
            "  SELECT {}tied.metric, tied.value, tied.customer_id, {} AS prefix\n  FROM tied\n  JOIN tie_widths\n"
            "    ON tie_widths.metric = tied.metric AND tie_widths.value = tied.value\n",
            dialect.small_hint("tie_widths"), dialect.first_characters("tied.customer_id", "tie_widths.width + 4")));
    steps.add("tie_stretches", "",
              "  SELECT metric, value, prefix, COUNT(*) AS customers\n  FROM ties\n  GROUP BY metric, value, prefix\n");
    steps.add("ranked_tie_stretches", "",
              fmt::format("  SELECT\n    metric, value, prefix, customers,\n    SUM(customers) OVER (PARTITION BY "
                          "metric, value ORDER BY {}) AS up_to\n"
                          "  FROM tie_stretches\n",
                          dialect.in_byte_order("prefix")));
    steps.add("tie_targets", "The stretches that hold the places.",
              dialect.worked_out_once(
                  "  SELECT\n    boundaries.metric, boundaries.k, boundaries.value, ranked_tie_stretches.prefix,\n"
                  "    boundaries.tie_place - (ranked_tie_stretches.up_to - ranked_tie_stretches.customers) AS "
                  "place_within\n  FROM "
                  "boundaries\n"
                  "  JOIN ranked_tie_stretches\n    ON ranked_tie_stretches.metric = boundaries.metric AND "
                  "ranked_tie_stretches.value = boundaries.value\n"
                  "  WHERE boundaries.tie_place > ranked_tie_stretches.up_to - ranked_tie_stretches.customers\n"
                  "    AND boundaries.tie_place <= ranked_tie_stretches.up_to\n",
                  {"metric", "k", "value", "prefix", "place_within"}));
    steps.add(
        "ranked_ties", "The customers of these stretches alone.",
        fmt::format("  SELECT {}\n    ties.metric, ties.value, ties.prefix, ties.customer_id,\n"
                    "    ROW_NUMBER() OVER (PARTITION BY ties.metric, ties.value, ties.prefix ORDER BY {}) AS place\n  "
                    "FROM ties\n{}",
                    dialect.small_hint("wanted"), dialect.in_byte_order("ties.customer_id"),
                    dialect.only_wanted("ties", {"metric", "value", "prefix"}, "tie_targets")));
    steps.add(
        "tie_boundaries", "The customer at each place.",
        "  SELECT tie_targets.metric, tie_targets.k, tie_targets.value, ranked_ties.customer_id\n  FROM tie_targets\n"
        "  JOIN ranked_ties\n    ON ranked_ties.metric = tie_targets.metric AND ranked_ties.value = tie_targets.value\n"
        "    AND ranked_ties.prefix = tie_targets.prefix AND ranked_ties.place = tie_targets.place_within\n");
}

std::string score_above_ties(char letter, int bins, const std::string& value, const Dialect& dialect) {
    std::string score = "1";
    for (int k = 1; k < bins; ++k) {
        score += fmt::format(
            "\n      + CASE WHEN {0} > {1}_cut_{2} OR ({0} = {1}_cut_{2} AND {3} > {1}_id_{2}) THEN 1 ELSE 0 END",
            value, letter, k, dialect.in_byte_order("customer_id"));
    }
    return score;
}

}  // namespace rfm::sql
