#include "base/text_table.h"

#include <algorithm>

#include "base/display_width.h"

namespace rfm::base {

std::string aligned(const std::vector<TableRow>& rows) {
    std::vector<int> widths;
    for (const TableRow& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
    }
    std::string out;
    for (const TableRow& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += i == 0 ? padded(row[i], widths[i]) : "  " + right_aligned(row[i], widths[i]);
        }
        out += '\n';
    }
    return out;
}

std::string grouped(std::string digits) {
    const std::size_t begin = digits.starts_with('-') || digits.starts_with('+') ? 1 : 0;
    std::size_t end = std::min(digits.find('.'), digits.size());
    while (end > begin + 3) {
        end -= 3;
        digits.insert(end, 1, ',');
    }
    return digits;
}

}  // namespace rfm::base
