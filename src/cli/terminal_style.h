// What standard output can show: as wide as the terminal, in colour where it is one, in the characters of the locale.
// Thread-safety: call from one thread.
#pragma once

#include "output/text_style.h"

namespace rfm::cli {

// is_for_file: the text goes to a file of its own instead. NO_COLOR and TERM=dumb leave out colour, COLUMNS is the
// width where there is no terminal.
output::TextStyle terminal_style(bool is_for_file);

}  // namespace rfm::cli
