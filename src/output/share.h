// Parts of a whole, for people.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include "base/int128.h"

namespace rfm::output {

// As in "12.5%": tenths of a percent, rounded half up, without floating point; "-" where it means nothing.
std::string share(base::Int128 part, base::Int128 whole);

}  // namespace rfm::output
