#include "diff/percent.h"

#include "base/decimal.h"

namespace rfm::diff {

std::string percent_text(base::Int128 part, base::Int128 whole, int decimals) {
    base::Int128 power = 1;    // of the decimals that are shown
    base::Int128 missing = 1;  // and of those up to six
    for (int i = 0; i < 6; ++i) (i < decimals ? power : missing) *= 10;
    const bool negative = part < 0;
    if (negative) part = -part;
    const base::Int128 rounded = (part * 200 * power + whole) / (whole * 2);
    return base::format_scaled((negative ? -rounded : rounded) * missing, decimals);
}

}  // namespace rfm::diff
