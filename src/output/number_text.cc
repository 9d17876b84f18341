#include "output/number_text.h"

#include <iterator>

#include <fmt/format.h>

#include "base/civil_day.h"

namespace rfm::output {

void append_day(DayNumber day, std::string& out) {
    char text[10];
    base::write_day(text, day);
    out.append(text, sizeof text);
}

void append_number(base::Int128 value, int decimals, std::string& out) {
    char digits[48];
    char* const end = std::end(digits);
    char* at = end;
    const bool negative = value < 0;
    base::Uint128 rest = negative ? -static_cast<base::Uint128>(value) : static_cast<base::Uint128>(value);
    for (int place = 0; rest != 0 || place <= decimals; ++place) {
        if (place == decimals && decimals > 0) *--at = '.';
        *--at = static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    }
    if (negative) *--at = '-';
    out.append(at, end);
}

void append_scores(const CustomerRow& row, std::string_view between, bool has_monetary, std::string& out) {
    fmt::format_to(std::back_inserter(out), "{}{}{}", row.r, between, row.f);
    if (has_monetary) fmt::format_to(std::back_inserter(out), "{}{}", between, row.m);
}

base::Int128 amount_value(std::string_view text) noexcept {
    base::Int128 value = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
    }
    return text.starts_with('-') ? -value : value;
}

}  // namespace rfm::output
