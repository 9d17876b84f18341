// Quotients of whole numbers, rounded without binary fractions.
// Thread-safety: pure functions.
#pragma once

#include "base/int128.h"

namespace rfm::base {

// dividend / divisor, rounded half away from zero. divisor: above 0; neither is near the ends of what there is.
constexpr Int128 rounded_ratio(Int128 dividend, Int128 divisor) noexcept {
    const Int128 half = divisor / 2;  // of an odd divisor, nothing lies halfway
    return dividend < 0 ? -((-dividend + half) / divisor) : (dividend + half) / divisor;
}

}  // namespace rfm::base
