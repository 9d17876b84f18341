// An overview as text for a terminal: segments, cells and histograms with bars.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include <rfm/overview.h>

#include "output/text_style.h"

namespace rfm::output {

// No line takes more columns than the style has, 60 at least. summary, overview: of the same customers. Ends in a
// newline.
std::string overview_text(const RunSummary& summary, const Overview& overview, const TextStyle& style);

// Its parts, each a heading and a table; nothing where there is nothing to show.
std::string segment_text(const RunSummary& summary, const Overview& overview, const TextStyle& style);
std::string cell_text(const Overview& overview, const TextStyle& style);
std::string histogram_text(const RunSummary& summary, const Overview& overview, std::size_t metric,
                           const TextStyle& style);

}  // namespace rfm::output
