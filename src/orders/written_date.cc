#include "orders/written_date.h"

#include <cstddef>

#include "base/ascii.h"
#include "orders/year_last_date.h"

namespace rfm::orders {
namespace {

bool is_separator(char c) noexcept {
    return c == '-' || c == '/' || c == '.';
}

// The name of the day of the week before a date: true when there is none, too.
bool skip_weekday_before(TextCursor& in, int& weekday) noexcept {
    if (!base::is_letter(in.peek())) return true;
    if (!skip_weekday(in, weekday)) return false;
    const bool comma = in.skip(',');
    return in.skip_blanks() || comma;
}

// What stands between day, month and year when the month is a name.
enum class Gap { soft, hyphen, slash };

Gap read_gap(TextCursor& in) noexcept {
    in.skip('.');
    in.skip(',');
    if (in.skip('-')) return Gap::hyphen;
    if (in.skip('/')) return Gap::slash;
    in.skip_blanks();
    return Gap::soft;
}

bool read_month(TextCursor& in, int& month) noexcept {
    const std::string_view word = in.word();
    month = month_of(word);
    return month != 0 && in.skip(word);
}

// 1, 01, 1st
bool read_day(TextCursor& in, int& day) noexcept {
    if (!in.number(1, 2, day)) return false;
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
        if (in.skip_word(ending)) break;
    }
    return true;
}

bool read_year(TextCursor& in, std::size_t least_digits, int& year) noexcept {
    if (in.digits() == 2 && least_digits == 2) {
        in.take(2, year);
        year += year < 69 ? 2000 : 1900;
        return true;
    }
    return in.number(4, 4, year);
}

// 08:26:00 2010, 08:26:00 UTC 2010
bool read_clock_and_year(TextCursor& in, WrittenDate& date) noexcept {
    if (!read_clock(in, BehindDate::words, date.beside) || !in.skip_blanks()) return false;
    if (!base::is_digit(in.peek()) && (!read_offset(in, BehindDate::words, date.beside) || !in.skip_blanks()))
        return false;
    return in.number(4, 4, date.year) && in.at_end();
}

}  // namespace

bool read_year_first(std::string_view text, WrittenDate& date) noexcept {
    TextCursor in(text);
    if (!skip_weekday_before(in, date.beside.weekday)) return false;
    const std::size_t digits = in.digits();
    if (digits == 8 || digits == 14) {
        in.take(4, date.year);
        in.take(2, date.month);
        in.take(2, date.day);
        if (digits == 8) return read_behind_date(in, BehindDate::compact, date.beside);
        return read_clock(in, BehindDate::compact, date.beside) && in.at_end();
    }
    if (digits != 4) return false;
    in.take(4, date.year);
    if (in.skip("\xE5\xB9\xB4")) {  // 年, then 月 and 日
        return in.number(1, 2, date.month) && in.skip("\xE6\x9C\x88") && in.number(1, 2, date.day) &&
               in.skip("\xE6\x97\xA5") && read_behind_date(in, BehindDate::chinese, date.beside);
    }
    const char separator = in.peek();
    if (!is_separator(separator)) return false;
    in.skip(separator);
    return in.number(1, 2, date.month) && in.skip(separator) && in.number(1, 2, date.day) &&
           read_behind_date(in, BehindDate::numbers, date.beside);
}

bool read_year_last(std::string_view text, WrittenDate& date) noexcept {
    TextCursor in(text);
    if (!skip_weekday_before(in, date.beside.weekday)) return false;
    YearLastNumbers numbers;
    const std::size_t size = read_year_last_numbers(in.rest(), numbers);
    if (size == 0) return false;
    date.year = numbers.year;
    date.month = numbers.second;
    date.day = numbers.first;
    in.skip(in.rest().substr(0, size));
    return read_behind_date(in, BehindDate::numbers, date.beside);
}

bool read_month_name(std::string_view text, WrittenDate& date) noexcept {
    TextCursor in(text);
    if (base::is_letter(in.peek()) && month_of(in.word()) == 0 && !skip_weekday_before(in, date.beside.weekday))
        return false;
    if (base::is_letter(in.peek())) {  // Dec 1, 2010; Dec-01-10
        if (!read_month(in, date.month)) return false;
        const Gap gap = read_gap(in);
        if (!read_day(in, date.day)) return false;
        const Gap next_gap = read_gap(in);
        if (next_gap != gap) return false;
        if (in.digits() < 4) {
            TextCursor behind = in;
            behind.skip_digits();
            if (gap == Gap::soft && behind.peek() == ':') return read_clock_and_year(in, date);
        }
        if (!read_year(in, gap == Gap::hyphen ? 2 : 4, date.year)) return false;
    } else if (in.digits() == 4) {  // 2010-Dec-01
        in.take(4, date.year);
        const Gap gap = read_gap(in);
        if (!read_month(in, date.month) || read_gap(in) != gap || !read_day(in, date.day)) return false;
    } else {  // 1-Dec-10, 1 Dec 2010
        if (!read_day(in, date.day)) return false;
        const Gap gap = read_gap(in);
        if (!read_month(in, date.month) || read_gap(in) != gap || !read_year(in, 2, date.year)) return false;
    }
    return read_behind_date(in, BehindDate::words, date.beside);
}

}  // namespace rfm::orders
