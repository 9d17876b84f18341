// What a workbook says about a run besides its customers.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include <rfm/score.h>

#include "output/workbook.h"

namespace rfm::output {

// The sheet Segments: customers and revenue of each segment and of all, with the shares of both, and charts.
void add_segment_sheet(Workbook& workbook, const RunSummary& summary);

// What the summary of a run does not tell.
struct RunNotes {
    std::string command;                     // which repeats the run; empty when nobody has said
    std::vector<std::string> map_rows;       // as in "high-value: r 4-5, f 4-5, m *"
    std::vector<std::string> more_warnings;  // besides those of the summary
};

// The sheet Settings: what was read, how it was scored, and what became of the rows, enough to repeat the run.
void add_settings_sheet(Workbook& workbook, const RunSummary& summary, const RunNotes& notes);

}  // namespace rfm::output
