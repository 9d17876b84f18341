// What the reports for people have in common: their tables and lines, in words.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "base/text_table.h"
#include "diff/comparison.h"

namespace rfm::diff {

// As in "as of 2025-01-31, 1,234 customers".
std::string file_words(const ComparedFile& file);

// As in "won 5, lost 3, rising 20, slipping 15, in the same segment 4,100".
std::string move_words(const MoveTable& moves);

// Each with its header. Customers from each segment (rows) to each (columns).
std::vector<base::TableRow> move_rows(const Comparison& comparison);
// Customers and money of each segment before and now.
std::vector<base::TableRow> segment_rows(const Comparison& comparison);
// How many customers in both files have higher, equal and lower scores; nothing when the files have no score in common.
std::vector<base::TableRow> score_rows(const Comparison& comparison);

// As in "+1,234.50", "-3" or "0".
std::string signed_grouped(std::string number);

// The change in percent of what it was, as in "-10.89"; empty where it was nothing.
std::string change_percent(base::Int128 before, base::Int128 now);

}  // namespace rfm::diff
