#include "output/share.h"

#include <fmt/format.h>

namespace rfm::output {

std::string share(base::Int128 part, base::Int128 whole) {
    if (whole <= 0 || part < 0) return "-";
    const auto tenths = static_cast<std::int64_t>((part * 2000 + whole) / (whole * 2));
    return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

}  // namespace rfm::output
