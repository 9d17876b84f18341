#include "output/share.h"

#include <fmt/format.h>

namespace rfm::output {

std::string share(base::Int128 part, base::Int128 whole) {
    if (whole <= 0 || part < 0) return "-";
    const auto tenths = static_cast<std::int64_t>((part * 2000 + whole) / (whole * 2));
    return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

base::Int128 amount_value(const std::string& text) {
    base::Int128 value = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
    }
    return text.starts_with('-') ? -value : value;
}

}  // namespace rfm::output
