// The summary of a run as JSON, for machines.
#pragma once

#include <string>

#include <rfm/score.h>

namespace rfm::output {

// Dates as YYYY-MM-DD, amounts as exact decimal text, members in a fixed order; ends in a newline.
std::string summary_json(const RunSummary& summary);

}  // namespace rfm::output
