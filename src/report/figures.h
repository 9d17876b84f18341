// Numbers as a page shows them: exact, in groups of three digits.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/int128.h"

namespace rfm::report {

// As in "1,234,567".
std::string count_text(std::uint64_t count);

// An exact decimal text in groups; an empty one as a dash.
std::string money_text(std::string_view decimal);

// Of a whole, as in "11.7%"; a dash where the whole is not above 0, or the part below 0.
std::string share_text(base::Int128 part, base::Int128 whole);

// An exact decimal text as an integer in units of 10^-6; 0 for an empty one.
base::Int128 scaled(std::string_view decimal);

// For drawing only.
double approximate(std::string_view decimal);

// dividend / divisor with so many decimals (0 to 6), rounded half away from zero; dividend in units of 10^-6.
std::string quotient_text(base::Int128 dividend_scaled, std::uint64_t divisor, int decimals);

// An amount in units of 10^-6 with the decimals it needs, and no fewer than `decimals`.
std::string amount_text(std::int64_t amount_scaled, int decimals = 0);

}  // namespace rfm::report
