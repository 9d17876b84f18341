// The customers of a workbook: a sheet, and further ones where one has no more rows.
// Thread-safety: one owner.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/columns.h>
#include <rfm/score.h>

#include "output/customer_values.h"
#include "output/workbook.h"

namespace rfm::output {

class CustomerSheets {
public:
    // values and workbook outlive it. rows_in_sheet: with the header; 2 at least.
    CustomerSheets(Workbook& workbook, std::vector<Column> columns, const CustomerValues& values, int bins,
                   std::uint32_t rows_in_sheet);

    void append(const CustomerRow& row, const WorseCounts& worse);

    // Ends the last sheet. Without customers there is one with the header.
    void finish();

    std::uint32_t sheets() const noexcept { return sheets_; }

private:
    void start_sheet();
    void end_sheet();
    void put(Column column, std::uint16_t place, const CustomerRow& row, const WorseCounts& worse);
    void put_text(std::uint16_t place, std::string_view text);
    void widen(std::uint16_t place, int width);

    Workbook& workbook_;
    std::vector<Column> columns_;
    const CustomerValues& values_;
    int bins_;
    const char* between_scores_;
    std::uint32_t rows_in_sheet_;

    Sheet* sheet_ = nullptr;  // the one that is written
    std::uint32_t sheets_ = 0;
    std::uint32_t next_row_ = 0;
    std::vector<int> widths_;  // of what stands in the first rows
    std::string number_;       // reused
};

}  // namespace rfm::output
