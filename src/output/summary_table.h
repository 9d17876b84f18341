// The summary of a run as a short table for a terminal.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include <rfm/score.h>

namespace rfm::output {

// Segments with customers, revenue and the shares of both; then the rows read, left out and why. Ends in a newline.
std::string summary_table(const RunSummary& summary);

// The second part of it: the as-of date, the rows read, left out and why.
std::string rows_words(const RunSummary& summary);

// The cut points as flags that repeat the scores, as in "--r-cuts 30,90,180,365".
std::string cuts_words(const RunSummary& summary);

}  // namespace rfm::output
