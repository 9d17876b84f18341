// Text to exact amount, in units of 10^-6.
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "orders/currency.h"

namespace rfm::orders {

enum class AmountStatus : std::uint8_t {
    ok,
    blank,
    not_a_number,
    too_precise,   // more than six decimals that are not zero
    out_of_range,  // beyond +-9,223,372,036,854.775807
};

struct Amount {
    std::int64_t scaled = 0;
    int decimals = 0;  // as written, at most 6
    AmountStatus status = AmountStatus::ok;
    CurrencyMark currency = 0;  // that stands beside it
};

class AmountReader {
public:
    // decimal_mark: '.' or ','. The other one then separates thousands.
    explicit AmountReader(char decimal_mark) : decimal_mark_(decimal_mark) {}

    char decimal_mark() const noexcept { return decimal_mark_; }

    // Sign, currency sign or code before or behind, thousands separators (the other mark, blanks, apostrophes) every
    // three digits, parentheses or a minus behind for negative amounts, 1.5e3, full-width digits. White space around it
    // is ignored.
    Amount read(std::string_view text) const noexcept {
        // The commonest texts, in line: an optional minus, up to 12 digits, the mark, up to 6 digits.
        const char* at = text.data();
        const char* const end = at + text.size();
        const bool negative = at != end && *at == '-';
        if (negative) ++at;
        const char* const whole_begin = at;
        std::uint64_t value = 0;
        while (at != end && static_cast<unsigned char>(*at - '0') <= 9 && at - whole_begin < 12) {
            value = value * 10 + static_cast<unsigned char>(*at - '0');
            ++at;
        }
        if (at == whole_begin) return read_any(text);
        int decimals = 0;
        if (at != end) {
            if (*at != decimal_mark_) return read_any(text);
            ++at;
            while (at != end && static_cast<unsigned char>(*at - '0') <= 9 && decimals < 6) {
                value = value * 10 + static_cast<unsigned char>(*at - '0');
                ++at;
                ++decimals;
            }
            if (at != end || decimals == 0) return read_any(text);
        }
        constexpr std::int64_t to_scaled[7] = {1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
        const std::int64_t scaled = static_cast<std::int64_t>(value) * to_scaled[decimals];
        return {negative ? -scaled : scaled, decimals, AmountStatus::ok, 0};
    }

    // The commonest text by far: two decimals, and eight bytes or fewer without the sign. False for any other; then
    // `scaled` means nothing. At least 9 bytes can be read from the start of the text on.
    // All digits at once, because a loop over so few is mostly branches that can't be foretold (measured: 13 ns against
    // 5), and not through an Amount, which is put together in memory and read back before it is there (4 ns more).
    static constexpr int common_decimals = 2;
    [[gnu::always_inline]] bool read_common(std::string_view text, std::int64_t& scaled) const noexcept {
        const std::uint64_t negative = !text.empty() && text[0] == '-' ? 1 : 0;
        const char* digits = text.data() + negative;
        const std::size_t size = text.size() - negative;
        if (size - 4 > 4 || digits[size - 3] != decimal_mark_) return false;
        std::uint64_t word = 0;
        std::memcpy(&word, digits, sizeof word);
        word <<= 8 * (8 - size);  // the last byte of the text is the highest; below the first there are zeros
        // Take the mark out: what stands before it moves up one byte.
        word = (word & 0xFFFF000000000000ULL) | ((word & 0x000000FFFFFFFFFFULL) << 8);
        word -= 0x3030303030303030ULL << (8 * (9 - size));  // size - 1 digits
        if ((((word + 0x7676767676767676ULL) | word) & 0x8080808080808080ULL) != 0) return false;
        // Pairs, then fours, then all eight: the first digit stands in the lowest byte.
        word = word * 10 + (word >> 8);
        word = ((word & 0x000000FF000000FFULL) * 0x000F424000000064ULL +
                ((word >> 16) & 0x000000FF000000FFULL) * 0x0000271000000001ULL) >>
               32;
        const auto magnitude = static_cast<std::int64_t>(static_cast<std::uint32_t>(word)) * 10'000;
        const auto sign = -static_cast<std::int64_t>(negative);
        scaled = (magnitude ^ sign) - sign;
        return true;
    }

private:
    Amount read_any(std::string_view text) const noexcept;

    char decimal_mark_;
};

// The exact product of two amounts; its decimals are those of both together. too_precise when six can't hold it.
Amount multiply(const Amount& a, const Amount& b) noexcept;

}  // namespace rfm::orders
