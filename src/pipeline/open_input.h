// A text becomes an input: its dialect and header are found, its columns known.
// Thread-safety: one owner.
#pragma once

#include <string>
#include <vector>

#include <rfm/score.h>

#include "csv/csv_input.h"
#include "orders/column_map.h"
#include "sources/text.h"

namespace rfm::pipeline {

struct OpenInput {
    csv::CsvInput csv;
    orders::ColumnMap columns;
    InputInfo info;
};

// The header is added to `headers` before its columns are looked for. Throws Error(io, data).
OpenInput open_input(sources::Text text, const Plan& plan, std::vector<std::vector<std::string>>& headers);

}  // namespace rfm::pipeline
