// Currency signs and codes as they stand beside amounts.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rfm::orders {

// Stands for one of the signs and codes below; 0 for none.
using CurrencyMark = std::uint8_t;

struct LeadingCurrency {
    std::size_t length = 0;  // in the text; 0 when it starts with none
    CurrencyMark mark = 0;
};

// The currency sign ($, kr) or code (USD) that the text starts with. Only codes that exist count: 5 MIO and 250 TSD are
// no amounts in a currency.
LeadingCurrency leading_currency(std::string_view text) noexcept;

// The sign or code itself; empty for 0.
std::string_view currency_text(CurrencyMark mark) noexcept;

}  // namespace rfm::orders
