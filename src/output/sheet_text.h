// Text from the data as that of a cell of a workbook, which can't hold every text.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rfm::output {

struct SheetText {
    std::string text;
    bool is_shortened = false;
};

// How long a text a cell holds: UTF-16 units, as the programs count.
inline constexpr std::size_t longest_cell = 32'767;

// Characters that XML can't hold as _x0001_, and what looks like one of those as _x005F_x0001_, so that it is read as
// it stands; bytes that are no UTF-8, and NUL, as the replacement character. A text that is too long ends in a mark
// that tells how long it is.
SheetText sheet_text(std::string_view text, std::size_t limit = longest_cell);

}  // namespace rfm::output
