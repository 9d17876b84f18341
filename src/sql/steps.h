// A statement put together of steps: named queries, each with a comment on what it is for.
// Thread-safety: none; one owner.
#pragma once

#include <string>
#include <string_view>

namespace rfm::sql {

class Steps {
public:
    // comment: a few lines without their dashes. query: lines that are indented already.
    void add(std::string_view name, std::string_view comment, std::string_view query) {
        text_ += text_.empty() ? "WITH\n" : ",\n";
        add_comment(comment);
        text_ += std::string(name) + " AS (\n" + std::string(query) + ")";
    }

    // The whole, with the query that gives the result. No semicolon ends it, so that it can stand in another statement.
    std::string end(std::string_view comment, std::string_view query) {
        text_ += '\n';
        add_comment(comment);
        return text_ + std::string(query) + "\n";
    }

private:
    void add_comment(std::string_view comment) {
        while (!comment.empty()) {
            const std::size_t end = comment.find('\n');
            text_ += "-- " + std::string(comment.substr(0, end)) + '\n';
            comment.remove_prefix(end == std::string_view::npos ? comment.size() : end + 1);
        }
    }

    std::string text_;
};

// The names that steps have: a table can't have one of them without its schema.
inline constexpr std::string_view step_names[] = {"source_rows",
                                                  "time_frame",
                                                  "used_rows",
                                                  "totals",
                                                  "customers",
                                                  "places",
                                                  "neighbours",
                                                  "metrics",
                                                  "metric_values",
                                                  "names",
                                                  "cuts",
                                                  "stretches",
                                                  "ranked_stretches",
                                                  "targets",
                                                  "near",
                                                  "ranked_near",
                                                  "boundaries",
                                                  "quantiles",
                                                  "wanted",
                                                  "tied",
                                                  "tie_bounds",
                                                  "tie_widths",
                                                  "ties",
                                                  "tie_stretches",
                                                  "ranked_tie_stretches",
                                                  "tie_targets",
                                                  "ranked_ties",
                                                  "tie_boundaries",
                                                  "cut_points",
                                                  "scored",
                                                  "segmented",
                                                  "row_fates",
                                                  "row_counts",
                                                  "customer_counts",
                                                  "src",
                                                  "c"};

}  // namespace rfm::sql
