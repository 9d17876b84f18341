// Text from the data, made fit to stand in a message: on one line, in quotes, not too long.
// Thread-safety: pure function.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rfm::base {

// 'value' with control bytes and bytes that are no UTF-8 written as \n, \t or \x00, and at most about `limit` bytes of
// it, followed by how long the whole is.
std::string shown(std::string_view value, std::size_t limit = 60);

// The bytes as in "EF BB BF".
std::string hex_bytes(std::string_view bytes);

// How many bytes the UTF-8 character at the start of `text` has (text is not empty), or 0 when it is not UTF-8.
std::size_t utf8_length(std::string_view text) noexcept;

bool is_utf8(std::string_view text) noexcept;

// Whether more bytes could make a UTF-8 character of these (1 to 3), which are none yet.
bool is_utf8_start(std::string_view bytes) noexcept;

}  // namespace rfm::base
