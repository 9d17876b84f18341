// Scored customers as a workbook: the sheets Customers, Segments and Settings (docs/output.md).
// Thread-safety: one owner.
#pragma once

#include <string>
#include <vector>

#include <rfm/columns.h>
#include <rfm/score.h>

#include "output/customer_sheets.h"
#include "output/summary_sheets.h"
#include "output/workbook.h"

namespace rfm::output {

class ScoreWorkbook {
public:
    // values and summary outlive it. rows_in_sheet: less than a sheet has, for tests.
    ScoreWorkbook(const std::vector<Column>& columns, const CustomerValues& values, const RunSummary& summary,
                  std::uint32_t rows_in_sheet = rows_of_a_sheet)
        : summary_(summary),
          workbook_(summary.as_of),
          customers_(workbook_, columns, values, summary.bins, rows_in_sheet) {}

    void append(const CustomerRow& row, const WorseCounts& worse) { customers_.append(row, worse); }

    // Gives the workbook to the sink, and tells what it does not hold as the CSV would: one line each.
    std::vector<std::string> finish(RunNotes notes, TextSink& sink);

private:
    std::vector<std::string> doubts() const;

    const RunSummary& summary_;
    Workbook workbook_;
    CustomerSheets customers_;
};

}  // namespace rfm::output
