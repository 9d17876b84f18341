// Text to exact amount, in units of 10^-6.
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>
#include <string_view>

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
};

class AmountReader {
public:
    // decimal_mark: '.' or ','. The other one then separates thousands.
    explicit AmountReader(char decimal_mark) : decimal_mark_(decimal_mark) {}

    char decimal_mark() const noexcept { return decimal_mark_; }

    // Sign, currency sign or code before or behind, thousands separators (the other mark, blanks, apostrophes) every
    // three digits, parentheses or a minus behind for negative amounts. White space around it is ignored.
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
        return {negative ? -scaled : scaled, decimals, AmountStatus::ok};
    }

private:
    Amount read_any(std::string_view text) const noexcept;

    char decimal_mark_;
};

// The exact product of two amounts; its decimals are those of both together. too_precise when six can't hold it.
Amount multiply(const Amount& a, const Amount& b) noexcept;

}  // namespace rfm::orders
