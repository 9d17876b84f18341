#include "output/bar.h"

#include <algorithm>

#include "base/rounded_ratio.h"

namespace rfm::output {

std::string bar(base::Int128 value, base::Int128 most, int width, bool unicode) {
    if (value <= 0 || most <= 0 || width <= 0) return {};
    const int parts = unicode ? 8 : 1;
    const auto length = static_cast<int>(std::clamp<base::Int128>(
        base::rounded_ratio(std::min(value, most) * width * parts, most), 1, base::Int128{width} * parts));
    if (!unicode) return std::string(static_cast<std::size_t>(length), '#');
    constexpr const char* eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    std::string text;
    for (int i = 0; i < length / 8; ++i) text += "█";
    return text + eighths[length % 8];
}

}  // namespace rfm::output
