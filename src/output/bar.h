// A number as the length of a bar, made of characters.
// Thread-safety: pure function.
#pragma once

#include <string>

#include "base/int128.h"

namespace rfm::output {

// At most `width` columns, which is what `most` takes; no blanks behind it. In eighths of a block, or of '#' where that
// is all a terminal has. What is above 0 is seen, nothing else is. most, width: above 0.
std::string bar(base::Int128 value, base::Int128 most, int width, bool unicode);

}  // namespace rfm::output
