// Texts as East Asian keyboards and new programs write them, in plain ASCII where ASCII has the same.
// Thread-safety: pure functions.
#pragma once

#include <array>
#include <string_view>

namespace rfm::orders {

// The sign of ASCII that the text starts with in full width (U+FF01 to U+FF5E, three bytes each); NUL for any other.
char full_width_sign(std::string_view text) noexcept;

using FoldBuffer = std::array<char, 96>;

// The text with full-width digits, letters and signs, and the spaces of Unicode, as those of ASCII. Empty when it has
// none of them, or is longer than a date can be. The result lies in the buffer.
std::string_view folded(std::string_view text, FoldBuffer& buffer) noexcept;

}  // namespace rfm::orders
