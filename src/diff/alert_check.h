// Whether an alert fires: exact integers, no floating point.
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>

#include "diff/alert_rule.h"
#include "diff/comparison.h"

namespace rfm::diff {

// The rule and what was found, on one line, as in "high-value -> at-risk > 2%: 14 of 310 customers, 4.52%", when the
// bound rule holds; else nothing. Throws Error(data) naming file and column when the files can't tell.
std::optional<std::string> check_alert(const AlertRule& rule, const Comparison& comparison);

// Throws that error as soon as the columns are known.
void check_columns(const AlertRule& rule, const ScoredColumns& columns, const std::string& file);

}  // namespace rfm::diff
