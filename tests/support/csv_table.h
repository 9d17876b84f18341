// CSV read and written the plain way, byte by byte: what the program's own reader and writer are compared with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rfm::test {

using CsvRow = std::vector<std::string>;

// Every record of the text, the header too. Blank lines are left out.
std::vector<CsvRow> parse_csv(std::string_view text, char delimiter = ',');

// Every column that score can write, as --columns takes them.
std::string all_columns();

// One record with its line feed, quoted where RFC 4180 wants it.
std::string csv_line(const CsvRow& fields, char delimiter = ',');

// Records below a header, with columns by name.
class CsvTable {
public:
    explicit CsvTable(std::string_view text, char delimiter = ',');

    const CsvRow& header() const { return header_; }
    const std::vector<CsvRow>& rows() const { return rows_; }
    std::size_t size() const { return rows_.size(); }
    // Throws when there is no such column.
    std::size_t column(std::string_view name) const;
    const std::string& field(std::size_t row, std::string_view name) const { return rows_[row][column(name)]; }

private:
    CsvRow header_;
    std::vector<CsvRow> rows_;
};

}  // namespace rfm::test
