// What is said of a date that no known form reads.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace rfm::orders {

// As in "has a year of two digits, ...; say which with --date-format '%d.%m.%y', ...".
std::string unread_date_words(std::string_view value);

}  // namespace rfm::orders
