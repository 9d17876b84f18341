// How many columns of a terminal or a plain-text table a text takes.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace rfm::base {

// Chinese, Japanese and Korean characters, full-width forms and emoji take 2 columns; combining marks take none; a byte
// that is no UTF-8 takes 1, as the replacement character that is shown for it does.
int display_width(std::string_view utf8) noexcept;

// The text with blanks after it (padded) or before it (right_aligned) so that it takes `width` columns; a wider text
// stays as it is.
std::string padded(std::string_view utf8, int width);
std::string right_aligned(std::string_view utf8, int width);

}  // namespace rfm::base
