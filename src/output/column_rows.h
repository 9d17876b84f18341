// Scored customers to CSV text, or that of another delimiter, in the columns asked for (docs/output.md). ScoreRows
// writes the usual ones faster. Thread-safety: immutable after construction.
#pragma once

#include <string>
#include <vector>

#include <rfm/columns.h>
#include <rfm/score.h>

#include "output/customer_values.h"

namespace rfm::output {

class ColumnRows {
public:
    // values outlives it. bins: a score of 10 makes rfm_score be written as in 10-9-10.
    ColumnRows(std::vector<Column> columns, const CustomerValues& values, int bins, bool for_spreadsheet,
               char delimiter = ',');

    // The names of the columns with their line feed.
    std::string header() const;

    // Appends one record with its line feed.
    void append(const CustomerRow& row, const WorseCounts& worse, std::string& out) const;

private:
    std::vector<Column> columns_;
    const CustomerValues& values_;
    const char* between_scores_;
    bool for_spreadsheet_;
    char delimiter_;
};

}  // namespace rfm::output
