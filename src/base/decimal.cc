#include "base/decimal.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <rfm/plan.h>

namespace rfm::base {
namespace {

constexpr std::int64_t powers_of_ten[7] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};

}  // namespace

char* write_scaled(char* out, std::int64_t scaled, int decimals) noexcept {
    auto magnitude = static_cast<std::uint64_t>(scaled);
    if (scaled < 0) {
        *out++ = '-';
        magnitude = 0 - magnitude;
    }
    constexpr auto unit = static_cast<std::uint64_t>(amount_unit);
    out = std::to_chars(out, out + 20, magnitude / unit).ptr;
    if (decimals == 0) return out;
    *out++ = '.';
    std::uint64_t fraction = magnitude % unit / static_cast<std::uint64_t>(powers_of_ten[amount_decimals - decimals]);
    for (int i = decimals - 1; i >= 0; --i) {
        out[i] = static_cast<char>('0' + fraction % 10);
        fraction /= 10;
    }
    return out + decimals;
}

std::optional<std::int64_t> parse_scaled(std::string_view text) noexcept {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::uint64_t limit = std::uint64_t{std::numeric_limits<std::int64_t>::max()} + (negative ? 1 : 0);
    std::uint64_t magnitude = 0;
    const auto append = [&](std::uint64_t digit) {
        if (magnitude > (limit - digit) / 10) return false;
        magnitude = magnitude * 10 + digit;
        return true;
    };
    bool whole_digit = false;
    int decimals = -1;  // none until the point is met
    for (const char c : text) {
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || decimals == amount_decimals) return std::nullopt;
        if (!append(static_cast<std::uint64_t>(c - '0'))) return std::nullopt;
        if (decimals < 0) {
            whole_digit = true;
        } else {
            ++decimals;
        }
    }
    if (!whole_digit || decimals == 0) return std::nullopt;
    for (int i = std::max(decimals, 0); i < amount_decimals; ++i) {
        if (!append(0)) return std::nullopt;
    }
    return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

std::string format_scaled(Int128 scaled, int decimals) {
    const bool negative = scaled < 0;
    auto magnitude = static_cast<Uint128>(scaled);
    if (negative) magnitude = 0 - magnitude;
    std::string digits;
    do {
        digits.push_back(static_cast<char>('0' + static_cast<int>(magnitude % 10)));
        magnitude /= 10;
    } while (magnitude != 0);
    while (digits.size() < static_cast<std::size_t>(amount_decimals) + 1) digits.push_back('0');
    if (negative) digits.push_back('-');
    std::reverse(digits.begin(), digits.end());
    std::string fraction = digits.substr(digits.size() - amount_decimals);
    digits.resize(digits.size() - amount_decimals);
    if (decimals > 0) digits += '.' + fraction.substr(0, static_cast<std::size_t>(decimals));
    return digits;
}

int decimals_needed(std::int64_t scaled) noexcept {
    int decimals = amount_decimals;
    while (decimals > 0 && scaled % powers_of_ten[amount_decimals - decimals + 1] == 0) --decimals;
    return decimals;
}

}  // namespace rfm::base
