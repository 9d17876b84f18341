// Percentages, rounded without floating point.
// Thread-safety: pure function.
#pragma once

#include <string>

#include "base/int128.h"

namespace rfm::diff {

// As in "-4.52", rounded half away from zero. whole > 0; decimals: 0 to 6.
std::string percent_text(base::Int128 part, base::Int128 whole, int decimals);

}  // namespace rfm::diff
