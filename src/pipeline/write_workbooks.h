// Scored customers as workbooks.
// Thread-safety: pure functions of data that nobody changes.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <rfm/score.h>

#include "pipeline/scored_data.h"

namespace rfm::pipeline {

// To one sink, or to one for each segment, in the order of the map. columns: at least one. Gives what the workbooks do
// not hold as a CSV would.
std::vector<std::string> write_workbooks(const ScoredCustomers::Data& data, const std::vector<Column>& columns,
                                         std::span<TextSink* const> sinks, const std::string& command);

}  // namespace rfm::pipeline
