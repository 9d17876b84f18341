// The header of a table that has lines before it: titles, dates, filters, as reports have them.
// Thread-safety: pure function.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/sample_records.h"
#include "csv/table_start.h"

namespace rfm::csv {

struct LaterHeader {
    bool found = false;        // else what is here is a likely one only, or, without names, there is none
    bool behind_rows = false;  // not found, since a line before it could be a row
    char delimiter = ',';
    SampleRecord record;
    std::vector<std::string> names;
};

// Looks at the records below the first one from `begin` on, cut by `delimiter` or by each that is looked for. Where a
// quote is out of place, which can hide any number of lines in one record, at each of those lines as well.
LaterHeader find_later_header(std::string_view text, std::size_t begin, bool whole, std::optional<char> delimiter,
                              const NeededColumns& needed_columns);

}  // namespace rfm::csv
