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
    void cut_records(const Region& region);
    void cut_column(std::size_t slot);
    void finish_window(const Region& region, const Take& take);

    char delimiter_;
    std::size_t field_count_;
    std::vector<std::uint32_t> columns_;
    Structure structure_;
    std::vector<std::uint32_t> faulty_records_;   // from the exact scanner
    std::vector<std::uint32_t> first_positions_;  // of each record of the batch, its first separator
    std::uint32_t open_begin_ = 0;                // where the record begins that no window has finished yet
    RecordBatch batch_;
};

}  // namespace rfm::csv
