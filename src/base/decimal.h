// Exact decimal amounts: integers in units of 10^-6, sums that can't wrap, and their text.
// Thread-safety: pure functions and plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/int128.h"

namespace rfm::base {

// The sum of up to 2^31 amounts, whatever their order: 64 bits and a count of how often they were left.
// Kept as two fields, not as one 128-bit integer, because it sits in the table of customers, where alignment to 16
// bytes would cost 8 bytes a customer.
struct WideSum {
    std::uint64_t low = 0;
    std::int32_t high = 0;

    void add(std::int64_t amount) noexcept {
        const auto bits = static_cast<std::uint64_t>(amount);
        const std::uint64_t sum = low + bits;
        // Adding the sign-extended amount to (high, low): high gains the carry, and loses one for a negative amount.
        high += static_cast<std::int32_t>(sum < low) - static_cast<std::int32_t>(amount < 0);
        low = sum;
    }

    // The sum, or nothing when it does not fit 64 bits.
    std::optional<std::int64_t> value() const noexcept {
        const auto signed_low = static_cast<std::int64_t>(low);
        if (high != (signed_low < 0 ? -1 : 0)) return std::nullopt;
        return signed_low;
    }

    Int128 wide_value() const noexcept {
        return static_cast<Int128>(high) * (static_cast<Int128>(1) << 64) + static_cast<Int128>(low);
    }
};

// The most bytes that write_scaled writes.
inline constexpr int max_scaled_text = 24;

// Writes an amount with 0 to 6 decimals, as in -12.50, and returns the byte behind it. Digits beyond `decimals` must be
// zero: nothing is rounded.
char* write_scaled(char* out, std::int64_t scaled, int decimals) noexcept;

// Reads a plain decimal number of at most six decimals, as in -12.50; nothing for any other text, or for one that 64
// bits can't hold.
std::optional<std::int64_t> parse_scaled(std::string_view text) noexcept;

std::string format_scaled(Int128 scaled, int decimals);

// The fewest decimals that write the amount exactly, 0 to 6.
int decimals_needed(std::int64_t scaled) noexcept;

}  // namespace rfm::base
