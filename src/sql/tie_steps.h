// Ties that NTILE splits: whose is the last id of each group, found as values are, from stretches of ids.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include "sql/dialect.h"
#include "sql/steps.h"

namespace rfm::sql {

// From metrics and boundaries to tie_boundaries: metric, k, value, customer_id.
void add_tie_steps(const Dialect& dialect, Steps& steps);

// Like score_above, of a value and customer_id against a cut point and its id.
std::string score_above_ties(char letter, int bins, const std::string& value, const Dialect& dialect);

}  // namespace rfm::sql
