// White space as exports have it around values: ASCII blanks, the no-break space and the ideographic space.
// Thread-safety: pure functions.
#pragma once

#include <string_view>

namespace rfm::base {

// How many bytes of white space the text starts with, 0 when it starts with none.
constexpr std::size_t leading_space(std::string_view text) noexcept {
    if (text.empty()) return 0;
    if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')) return 1;
    if (text.starts_with("\xC2\xA0")) return 2;      // no-break space
    if (text.starts_with("\xE3\x80\x80")) return 3;  // ideographic space
    return 0;
}

constexpr std::size_t trailing_space(std::string_view text) noexcept {
    if (text.empty()) return 0;
    if (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r')) return 1;
    if (text.ends_with("\xC2\xA0")) return 2;
    if (text.ends_with("\xE3\x80\x80")) return 3;
    return 0;
}

// Whether white space may start or end with this byte, which is quicker to tell: also every byte of a character beyond
// ASCII, whatever sign char has on this machine.
constexpr bool may_be_space(char c) noexcept {
    return static_cast<signed char>(c) <= ' ';
}

constexpr std::string_view trimmed(std::string_view text) noexcept {
    while (const std::size_t n = leading_space(text)) text.remove_prefix(n);
    while (const std::size_t n = trailing_space(text)) text.remove_suffix(n);
    return text;
}

}  // namespace rfm::base
