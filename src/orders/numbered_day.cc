#include "orders/numbered_day.h"

#include <cstddef>

#include "base/civil_day.h"
#include "orders/text_cursor.h"

namespace rfm::orders {
namespace {

// A whole number, and maybe a fraction behind it.
struct Number {
    std::int64_t whole = 0;
    std::size_t digits = 0;     // of the whole number
    bool beyond_range = false;  // it has more than 18 digits
    bool fraction_not_zero = false;
};

bool read_number(TextCursor in, Number& number) noexcept {
    number.digits = in.digits();
    if (number.digits == 0) return false;
    for (const char c : in.rest().substr(0, number.digits)) {
        if (number.whole >= 100'000'000'000'000'000) number.beyond_range = true;
        if (!number.beyond_range) number.whole = number.whole * 10 + (c - '0');
    }
    in.skip_digits();
    if (in.at_end()) return true;
    if (!in.skip('.') && !in.skip(',')) return false;
    const std::string_view fraction = in.rest();
    if (fraction.empty() || in.digits() != fraction.size()) return false;
    number.fraction_not_zero = fraction.find_first_not_of('0') != std::string_view::npos;
    return true;
}

}  // namespace

DateStatus read_unix_time(std::string_view text, DateForm form, UnixDigits digits, std::int64_t& seconds) noexcept {
    const bool milliseconds = form == DateForm::unix_milliseconds;
    TextCursor in(text);
    const bool negative = digits == UnixDigits::any && in.skip('-');
    Number number;
    if (!read_number(in, number)) return DateStatus::unreadable;
    if (digits == UnixDigits::usual) {
        if (number.digits != (milliseconds ? 13 : 10) || looks_like_hour(text)) return DateStatus::unreadable;
    }
    if (number.beyond_range) return DateStatus::impossible;
    const std::int64_t unit = milliseconds ? 1000 : 1;
    seconds = number.whole / unit;
    if (negative) seconds = -seconds - (number.whole % unit != 0 || number.fraction_not_zero ? 1 : 0);
    return DateStatus::ok;
}

DateStatus read_excel_day(std::string_view text, DayNumber& day) noexcept {
    Number number;
    if (!read_number(TextCursor(text), number)) return DateStatus::unreadable;
    constexpr std::int64_t never_was = 60;
    constexpr DayNumber day_before_first = base::day_number(1899, 12, 31);
    constexpr std::int64_t last = max_day - day_before_first + 1;
    if (number.beyond_range || number.whole < 1 || number.whole > last || number.whole == never_was) {
        return DateStatus::impossible;
    }
    day = day_before_first + static_cast<DayNumber>(number.whole) - (number.whole > never_was ? 1 : 0);
    return DateStatus::ok;
}

bool looks_like_excel_day(std::string_view text) noexcept {
    Number number;
    return read_number(TextCursor(text), number) && number.digits == 5 && number.whole >= 20'000 &&
           number.whole <= 60'000;
}

bool looks_like_hour(std::string_view text) noexcept {
    if (text.size() != 10) return false;
    TextCursor in(text);
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    return in.take(4, year) && in.take(2, month) && in.take(2, day) && in.take(2, hour) && year >= 1970 &&
           year <= 2099 && base::is_civil_date(year, month, day) && hour <= 23;
}

}  // namespace rfm::orders
