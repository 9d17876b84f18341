// The numbers as `rfm score` writes them, read fast and with every byte checked.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/decimal.h"

namespace rfm::diff {

// A whole number without a sign, of at most seven digits. False for any other text.
inline bool read_days(std::string_view text, std::int32_t& value) noexcept {
    if (text.empty() || text.size() > 7) return false;
    std::uint32_t number = 0;
    for (const char c : text) {
        const auto digit = static_cast<unsigned char>(c - '0');
        if (digit > 9) return false;
        number = number * 10 + digit;
    }
    value = static_cast<std::int32_t>(number);
    return true;
}

// 1 to 10.
inline bool read_score(std::string_view text, std::uint8_t& value) noexcept {
    if (text.size() == 1 && text[0] >= '1' && text[0] <= '9') {
        value = static_cast<std::uint8_t>(text[0] - '0');
        return true;
    }
    value = 10;
    return text == "10";
}

// A decimal number of at most six decimals, in units of 10^-6, and how many decimals it is written with. False for any
// other text, and for one that 64 bits can't hold.
inline bool read_amount(std::string_view text, std::int64_t& scaled, int& decimals) noexcept {
    constexpr std::int64_t powers[7] = {1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
    const std::size_t point = text.find('.');
    decimals = point == std::string_view::npos ? 0 : static_cast<int>(text.size() - point - 1);
    // What has up to 12 digits before the point can't leave 64 bits: nothing but digits has to be checked.
    const std::size_t whole = text.size() - (decimals > 0 ? static_cast<std::size_t>(decimals) + 1 : 0);
    if (whole > 12 || decimals > 6) {
        const auto value = base::parse_scaled(text);
        scaled = value.value_or(0);
        return value.has_value();
    }
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const bool negative = at == 1;
    if (at == whole || (point != std::string_view::npos && decimals == 0)) return false;
    std::int64_t value = 0;
    for (; at < text.size(); ++at) {
        if (at == point) continue;
        const auto digit = static_cast<unsigned char>(text[at] - '0');
        if (digit > 9) return false;
        value = value * 10 + digit;
    }
    value *= powers[decimals];
    scaled = negative ? -value : value;
    return true;
}

}  // namespace rfm::diff
