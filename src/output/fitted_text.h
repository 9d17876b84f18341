// Text made to fit into so many columns, with nothing in it that moves a terminal's cursor.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace rfm::output {

// Text from the data as it may stand on a terminal: control characters as \n, \t or \x1b, no quotes around it; cut with
// "…" (or "..." without unicode) where it takes more than `width` columns.
std::string fitted(std::string_view text, int width, bool unicode);

// Words put into lines of no more than `width` columns; the lines after the first begin with two blanks more than the
// first does. A word that is longer has a line of its own. The text is one line; the result ends in a newline.
std::string folded(std::string_view line, int width);

}  // namespace rfm::output
