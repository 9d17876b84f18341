// Names and values put between quotes, by each rule that engines have.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace rfm::sql {

// Throws Error(usage) for what no engine holds: text that is not UTF-8, or has a NUL byte in it.
void refuse_unwritable(std::string_view text);

// "a""b": a quote inside stands there twice, and nothing else means anything but itself.
std::string doubled_quotes(std::string_view text, char quote);

// 'a\'b': quotes and backslashes with a backslash before them, line ends as \n and \r.
std::string escaped_quotes(std::string_view text, char quote);

// Fit for a comment: on one line, whatever stands in the text.
std::string in_comment(std::string_view text);

}  // namespace rfm::sql
