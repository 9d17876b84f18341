// Letters and digits of ASCII, whatever the locale.
// Thread-safety: pure functions.
#pragma once

namespace rfm::base {

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_letter(char c) noexcept {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

// Also every byte of a character beyond ASCII, most of which are letters.
constexpr bool may_be_letter(char c) noexcept {
    return is_letter(c) || static_cast<signed char>(c) < 0;
}

}  // namespace rfm::base
