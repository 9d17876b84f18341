// A comparison as text for people, as CSV, JSON and Markdown for others. The forms stand in docs/output.md.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include "diff/comparison.h"

namespace rfm::diff {

// Each ends in a newline.
std::string report_text(const Comparison& comparison);
std::string report_csv(const Comparison& comparison);
std::string report_json(const Comparison& comparison);
std::string report_markdown(const Comparison& comparison);

}  // namespace rfm::diff
