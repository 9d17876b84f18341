#include "support/csv_table.h"

#include <algorithm>
#include <stdexcept>

#include <rfm/columns.h>

namespace rfm::test {

std::vector<CsvRow> parse_csv(std::string_view text, char delimiter) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<CsvRow> rows;
    CsvRow row;
    std::string field;
    bool quoted = false;      // inside quotes
    bool was_quoted = false;  // the field started with a quote
    const auto end_record = [&] {
        if (!row.empty() || !field.empty() || was_quoted) {
            row.push_back(std::move(field));
            rows.push_back(std::move(row));
        }
        row.clear();
        field.clear();
        was_quoted = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"') {
                field.push_back(c);
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                field.push_back('"');
                ++i;
            } else {
                quoted = false;
            }
        } else if (c == '"' && field.empty() && !was_quoted) {
            quoted = was_quoted = true;
        } else if (c == delimiter) {
            row.push_back(std::move(field));
            field.clear();
            was_quoted = false;
        } else if (c == '\n') {
            end_record();
        } else if (c != '\r' || i + 1 >= text.size() || text[i + 1] != '\n') {
            field.push_back(c);
        }
    }
    end_record();
    return rows;
}

std::string all_columns() {
    std::string names;
    for (const std::string_view name : column_names) names += (names.empty() ? "" : ",") + std::string(name);
    return names;
}

std::string csv_line(const CsvRow& fields, char delimiter) {
    std::string line;
    for (const std::string& field : fields) {
        if (&field != &fields.front()) line.push_back(delimiter);
        if (field.find_first_of(std::string("\"\r\n") + delimiter) == std::string::npos) {
            line += field;
            continue;
        }
        line.push_back('"');
        for (const char c : field) line.append(c == '"' ? 2 : 1, c);
        line.push_back('"');
    }
    return line + '\n';
}

CsvTable::CsvTable(std::string_view text, char delimiter) : rows_(parse_csv(text, delimiter)) {
    if (rows_.empty()) throw std::runtime_error("a table without a header");
    header_ = std::move(rows_.front());
    rows_.erase(rows_.begin());
}

std::size_t CsvTable::column(std::string_view name) const {
    const auto at = std::find(header_.begin(), header_.end(), name);
    if (at == header_.end()) throw std::runtime_error("no column " + std::string(name));
    return static_cast<std::size_t>(at - header_.begin());
}

}  // namespace rfm::test
