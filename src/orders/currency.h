// Currency signs and codes as they stand beside amounts.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <string_view>

namespace rfm::orders {

// How many bytes of currency sign ($, kr) or code (USD) the text starts with; 0 for none. Only codes that exist count:
// 5 MIO and 250 TSD are no amounts in a currency.
std::size_t currency_length(std::string_view text) noexcept;

}  // namespace rfm::orders
