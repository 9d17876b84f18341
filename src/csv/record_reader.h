// Regions to batches of records: scans, cuts out the columns asked for, checks the number of fields.
// A blank line is no record. Too many fields are accepted when all the extra ones are empty.
// Thread-safety: one reader a thread; readers share nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "csv/record_batch.h"
#include "csv/region.h"
#include "csv/structure.h"

namespace rfm::csv {

class RecordReader {
public:
    using Take = std::function<void(RecordBatch&)>;

    // columns: indices from 0, each below field_count.
    RecordReader(char delimiter, std::size_t field_count, std::vector<std::uint32_t> columns);

    // Calls take for the records of the region, in order, some hundred at a time.
    void read(const Region& region, const Take& take);

private:
    void cut_records();
    bool cut_alike();
    void finish_window(const Take& take);

    char delimiter_;
    Structure structure_;
    std::vector<std::uint32_t> faulty_records_;  // from the exact scanner
    std::vector<std::uint32_t> firsts_, lasts_;  // of each record of the batch, its first and last separator
    std::vector<std::uint32_t> alike_firsts_, alike_lasts_;  // the same where all records have the right number
    RecordBatch batch_;
};

}  // namespace rfm::csv
