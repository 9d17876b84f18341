#include "report/figures.h"

#include <algorithm>

#include <fmt/format.h>

#include <rfm/plan.h>

#include "base/decimal.h"
#include "base/rounded_ratio.h"
#include "base/text_table.h"

namespace rfm::report {

std::string count_text(std::uint64_t count) {
    return base::grouped(fmt::to_string(count));
}

std::string money_text(std::string_view decimal) {
    return decimal.empty() ? "–" : base::grouped(std::string(decimal));
}

std::string share_text(base::Int128 part, base::Int128 whole) {
    if (whole <= 0 || part < 0) return "–";
    const auto tenths = static_cast<std::int64_t>(base::rounded_ratio(part * 1000, whole));
    return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

base::Int128 scaled(std::string_view decimal) {
    base::Int128 value = 0;
    int decimals = -1;  // none read yet: before the point
    for (const char c : decimal) {
        if (c == '.') decimals = 0;
        if (c < '0' || c > '9') continue;
        value = value * 10 + (c - '0');
        if (decimals >= 0) ++decimals;
    }
    for (int i = decimals < 0 ? 0 : decimals; i < amount_decimals; ++i) value *= 10;
    return decimal.starts_with('-') ? -value : value;
}

double approximate(std::string_view decimal) {
    return static_cast<double>(scaled(decimal)) / static_cast<double>(amount_unit);
}

std::string quotient_text(base::Int128 dividend_scaled, std::uint64_t divisor, int decimals) {
    if (divisor == 0) return "–";
    base::Int128 unit = 1;
    for (int i = decimals; i < amount_decimals; ++i) unit *= 10;
    const base::Int128 rounded = base::rounded_ratio(dividend_scaled, static_cast<base::Int128>(divisor) * unit);
    return base::grouped(base::format_scaled(rounded * unit, decimals));
}

std::string amount_text(std::int64_t amount_scaled, int decimals) {
    return base::grouped(base::format_scaled(amount_scaled, std::max(decimals, base::decimals_needed(amount_scaled))));
}

}  // namespace rfm::report
