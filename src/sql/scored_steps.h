// The steps from customers to their scores: what score does in scoring/.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "sql/dialect.h"
#include "sql/request.h"
#include "sql/steps.h"

namespace rfm::sql {

// r, f or m: a column of customers and how it is scored.
struct Metric {
    char letter = 'r';
    std::string column;              // of customers, a whole number
    std::vector<std::int64_t> cuts;  // that were given: the score is about how many of them the value is above
    std::int64_t unit = 1;           // what r-rfm adds to a quantile
    bool larger_is_better = true;
};

// Two without monetary.
std::vector<Metric> metrics_of(const Request& request);

// The score of a value that is above so many of the cut points, given as expressions.
std::string score_above(const Metric& metric, int bins, const std::string& value, const std::vector<std::string>& cuts);

// scored: the columns of customers, and r_score, f_score, m_score.
void add_scored_simply(const Request& request, const Dialect& dialect, Steps& steps);
void add_scored_by_cut_points(const Request& request, const Dialect& dialect, Steps& steps);

// The columns of customers, each on a line, as in "c.customer_id,\n".
std::string customer_columns(const Request& request, std::string_view table);

}  // namespace rfm::sql
