// The numbers of 31/1/2025 or 1/31/2025, also with - or ., for the row loop.
// Thread-safety: pure function.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/ascii.h"

namespace rfm::orders {

struct YearLastNumbers {
    int first = 0;
    int second = 0;
    int year = 0;
};

// How many bytes they take at the front of the text; 0 when it does not begin so.
inline std::size_t read_year_last_numbers(std::string_view text, YearLastNumbers& numbers) noexcept {
    constexpr std::size_t shortest = 8;
    if (text.size() < shortest) return 0;
    const char* at = text.data();
    const auto digit = [](char c) { return static_cast<unsigned>(c) - '0'; };
    // One digit or two, then a separator. The text is long enough for both, and for a digit of the year.
    const auto number = [&](int& value) {
        unsigned read = digit(*at++);
        if (read > 9) return false;
        if (const unsigned next = digit(*at); next <= 9) {
            read = read * 10 + next;
            ++at;
        }
        value = static_cast<int>(read);
        return true;
    };
    if (!number(numbers.first)) return 0;
    const char separator = *at++;
    if (separator != '-' && separator != '/' && separator != '.') return 0;
    if (!number(numbers.second) || *at++ != separator) return 0;
    const auto size = static_cast<std::size_t>(at - text.data()) + 4;
    if (size > text.size() || (size < text.size() && base::is_digit(text[size]))) return 0;
    const unsigned year[] = {digit(at[0]), digit(at[1]), digit(at[2]), digit(at[3])};
    if (year[0] > 9 || year[1] > 9 || year[2] > 9 || year[3] > 9) return 0;
    numbers.year = static_cast<int>(year[0] * 1000 + year[1] * 100 + year[2] * 10 + year[3]);
    return size;
}

}  // namespace rfm::orders
