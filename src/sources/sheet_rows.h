// The rows of a sheet on their way from the cells of a workbook to lines of CSV.
// Thread-safety: one sheet, one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rfm::sources {

// What spreadsheets can hold; more than that is a damaged workbook.
inline constexpr std::uint32_t most_rows = 1'048'576;
inline constexpr std::uint32_t most_columns = 16'384;

// Takes a row that is not blank, up to its last cell that is not; it stands in `count` rows from `row` (from 0) on.
// Rows come in order.
using RowReceiver = std::function<void(std::uint32_t row, std::uint32_t count, std::span<const std::string> cells)>;

// Throws UnreadablePart when the text of a cell is longer than any program writes: it is kept in memory.
void check_text_length(std::size_t length);

// The name of a cell, as in B5, for messages. Both count from 0.
std::string cell_name(std::uint32_t row, std::uint32_t column);

// Collects the cells of one row.
class RowCells {
public:
    // Throws UnreadablePart for a cell that was set before, or beyond the last column of a spreadsheet.
    void set(std::uint32_t row, std::uint32_t column, std::string_view text);

    // Passes the row on, unless it is blank, and begins the next.
    void finish(std::uint32_t row, std::uint32_t count, const RowReceiver& receive);

private:
    std::vector<std::string> cells_;  // those from used_ on are empty, and keep their memory
    std::size_t used_ = 0;
};

// How large a sheet is as CSV, and what is worth a word about it.
struct SheetSize {
    std::uint32_t rows = 0;     // up to the last that is not blank
    std::uint32_t columns = 0;  // of the widest row
    std::uint64_t filled_rows = 0;
    std::uint64_t text_bytes = 0;
    std::uint64_t formulas_without_result = 0;

    // Throws UnreadablePart when there is more text than `limit`: a few bytes can repeat a long text a million times.
    void add(std::uint32_t row, std::uint32_t count, std::span<const std::string> cells, std::uint64_t limit);
    std::uint64_t csv_bytes() const noexcept { return text_bytes + filled_rows * columns + rows; }
};

// The rows of a sheet of ordinary size, kept while it is measured, so that it need not be read twice: unzipping and
// parsing take nearly all of the time.
class KeptRows {
public:
    // Lets all go once there is more than `most` bytes of text.
    explicit KeptRows(std::uint64_t most) : most_(most) {}

    void add(std::uint32_t row, std::uint32_t count, std::span<const std::string> cells);
    // Whether all rows were kept.
    bool is_whole() const noexcept { return is_whole_; }
    void replay(const RowReceiver& receive) const;

private:
    struct Row {
        std::uint32_t row;
        std::uint32_t count;
        std::uint32_t cells;
    };

    std::uint64_t most_;
    bool is_whole_ = true;
    std::vector<Row> rows_;
    std::vector<std::uint32_t> lengths_;
    std::string text_;
};

// Writes row N of the sheet as record N; all records that are not blank have the same number of fields.
class SheetCsv {
public:
    SheetCsv(std::uint32_t columns, const std::function<void(std::string_view)>& sink)
        : columns_(columns), sink_(sink) {}

    void add(std::uint32_t row, std::uint32_t count, std::span<const std::string> cells);
    void finish();

private:
    void add_record(std::span<const std::string> cells);
    void flush_when_full();

    std::uint32_t columns_;
    const std::function<void(std::string_view)>& sink_;
    std::uint32_t next_row_ = 0;
    std::string buffer_;
};

}  // namespace rfm::sources
