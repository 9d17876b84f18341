#include "sources/sheet_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/csv_field.h"
#include "sources/unreadable_part.h"

namespace rfm::sources {

std::string cell_name(std::uint32_t row, std::uint32_t column) {
    std::string letters;
    for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return fmt::format("{}{}", letters, row + 1);
}

void check_text_length(std::size_t length) {
    constexpr std::size_t longest = std::size_t{16} << 20;
    if (length > longest)
        throw UnreadablePart(fmt::format("it has a cell with more than {} MiB of text", longest >> 20));
}

void RowCells::set(std::uint32_t row, std::uint32_t column, std::string_view text) {
    if (text.empty()) return;
    if (column >= most_columns)
        throw UnreadablePart(fmt::format("row {} has more than {} cells", row + 1, most_columns));
    if (column >= cells_.size()) cells_.resize(column + 1);
    if (!cells_[column].empty()) throw UnreadablePart(fmt::format("cell {} is there twice", cell_name(row, column)));
    cells_[column] = text;
    used_ = std::max<std::size_t>(used_, column + 1);
}

void RowCells::finish(std::uint32_t row, std::uint32_t count, const RowReceiver& receive) {
    if (used_ == 0) return;
    receive(row, count, std::span<const std::string>(cells_).first(used_));
    for (std::size_t i = 0; i < used_; ++i) cells_[i].clear();
    used_ = 0;
}

void SheetSize::add(std::uint32_t row, std::uint32_t count, std::span<const std::string> cells, std::uint64_t limit) {
    rows = row + count;
    columns = std::max(columns, static_cast<std::uint32_t>(cells.size()));
    filled_rows += count;
    for (const std::string& cell : cells) text_bytes += cell.size() * count;
    if (csv_bytes() > limit) {
        throw UnreadablePart(fmt::format("its sheet is more than {} MiB of text, up to cell {}", limit >> 20,
                                         cell_name(row, static_cast<std::uint32_t>(cells.size()) - 1)));
    }
}

void KeptRows::add(std::uint32_t row, std::uint32_t count, std::span<const std::string> cells) {
    if (!is_whole_) return;
    rows_.push_back({row, count, static_cast<std::uint32_t>(cells.size())});
    for (const std::string& cell : cells) {
        lengths_.push_back(static_cast<std::uint32_t>(cell.size()));
        text_ += cell;
    }
    if (text_.size() + lengths_.size() * sizeof(lengths_[0]) + rows_.size() * sizeof(Row) <= most_) return;
    is_whole_ = false;
    rows_ = {};
    lengths_ = {};
    text_ = {};
}

void KeptRows::replay(const RowReceiver& receive) const {
    std::vector<std::string> cells;
    std::size_t next_length = 0;
    std::size_t at = 0;
    for (const Row& row : rows_) {
        if (cells.size() < row.cells) cells.resize(row.cells);
        for (std::uint32_t i = 0; i < row.cells; ++i) {
            const std::uint32_t length = lengths_[next_length++];
            cells[i].assign(text_, at, length);
            at += length;
        }
        receive(row.row, row.count, std::span<const std::string>(cells).first(row.cells));
    }
}

void SheetCsv::add(std::uint32_t row, std::uint32_t count, std::span<const std::string> cells) {
    for (; next_row_ < row; ++next_row_) {
        buffer_ += '\n';
        flush_when_full();
    }
    for (std::uint32_t i = 0; i < count; ++i) add_record(cells);
    next_row_ = row + count;
}

void SheetCsv::add_record(std::span<const std::string> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) buffer_ += ',';
        base::append_field(buffer_, cells[i]);
    }
    buffer_.append(columns_ - cells.size(), ',');
    buffer_ += '\n';
    flush_when_full();
}

void SheetCsv::flush_when_full() {
    constexpr std::size_t enough = std::size_t{256} << 10;
    if (buffer_.size() < enough) return;
    sink_(buffer_);
    buffer_.clear();
}

void SheetCsv::finish() {
    if (!buffer_.empty()) sink_(buffer_);
    buffer_.clear();
}

}  // namespace rfm::sources
