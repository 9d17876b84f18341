// UTF-8's byte-order mark, which some programs write at the start of a text.
// Thread-safety: pure function.
#pragma once

#include <string_view>

namespace rfm::base {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr std::string_view without_byte_order_mark(std::string_view text) noexcept {
    return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

}  // namespace rfm::base
