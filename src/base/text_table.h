// Tables of plain text, for people: columns that line up, and numbers in groups.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

namespace rfm::base {

using TableRow = std::vector<std::string>;

// One line a row: the first column padded, the others right-aligned, two blanks between them; wide characters count
// as two columns.
std::string aligned(const std::vector<TableRow>& rows);

// As in "1,234,567.89": thousands in groups. The text is a plain number, with or without a sign.
std::string grouped(std::string digits);

}  // namespace rfm::base
