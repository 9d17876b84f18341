#include "orders/unread_date.h"

#include <fmt/format.h>

#include "base/white_space.h"
#include "orders/numbered_day.h"
#include "orders/time_of_day.h"

namespace rfm::orders {
namespace {

// 31.12.24, 12/31/24 8:26, 24-1-3: three numbers, the first or the last of two digits. time: the strptime terms for
// what follows.
bool is_short_year_date(std::string_view value, char& separator, std::string& time) {
    TextCursor in(value);
    int number = 0;
    const bool two_digits_first = in.digits() == 2;
    if (!in.number(1, 2, number)) return false;
    separator = in.peek();
    if ((separator != '-' && separator != '/' && separator != '.') || !in.skip(separator)) return false;
    if (!in.number(1, 2, number) || !in.skip(separator)) return false;
    const std::size_t last_digits = in.digits();
    if ((last_digits != 2 && !two_digits_first) || !in.number(1, 2, number)) return false;
    if (in.at_end()) return true;
    if (in.peek() != ' ') return false;
    const std::string_view clock = in.rest();
    BesideDate beside;
    if (!read_behind_date(in, BehindDate::numbers, beside) || !TextCursor(clock.substr(1)).digits()) return true;
    const bool half = clock.find_first_of("mM") != std::string_view::npos;
    const bool seconds = clock.find(':') != clock.rfind(':');
    time = fmt::format(" {}:%M{}{}", half ? "%I" : "%H", seconds ? ":%S" : "", half ? " %p" : "");
    return true;
}

}  // namespace

std::string unread_date_words(std::string_view value) {
    value = base::trimmed(value);
    char separator = '.';
    std::string time;
    if (is_short_year_date(value, separator, time)) {
        const std::string order =
            fmt::format("%d{0}%m{0}%y{1}', '%m{0}%d{0}%y{1}' or '%y{0}%m{0}%d{1}", separator, time);
        return fmt::format(
            "has a year of two digits and can be read in three ways; say which it is with --date-format "
            "'{}'",
            order);
    }
    if (looks_like_excel_day(value)) {
        return "is no date in a form that is known; if it is the serial number of a day as Excel stores it, give "
               "--date-format excel";
    }
    if (looks_like_hour(value)) {
        return "can be an hour or a Unix time; say which with --date-format '%Y%m%d%H' or --date-format unix";
    }
    const std::string_view whole = value.substr(0, value.find_first_of(".,"));
    const std::size_t digits = TextCursor(whole).digits();
    if (digits == whole.size() && digits >= 9) {
        return "is no date in a form that is known; if it is a Unix time, give --date-format unix, or unix-ms for "
               "milliseconds";
    }
    return "is no date in a form that is known; say how it is written with --date-format";
}

}  // namespace rfm::orders
