#include "orders/date_reader.h"

#include <algorithm>
#include <cstring>
#include <ctime>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/civil_day.h"
#include "base/white_space.h"

namespace rfm::orders {
namespace {

constexpr std::size_t remembered_dates = 1024;

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

// Reads text from its front.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) {}

    bool at_end() const noexcept { return text_.empty(); }
    std::size_t size() const noexcept { return text_.size(); }
    char peek() const noexcept { return text_.empty() ? '\0' : text_[0]; }
    bool skip(char c) noexcept {
        if (peek() != c || text_.empty()) return false;
        text_.remove_prefix(1);
        return true;
    }
    // A letter without its case.
    bool skip_letter(char lower) noexcept { return skip(lower) || skip(static_cast<char>(lower - 'a' + 'A')); }

    // A number of `least` to `most` digits that is not followed by another digit.
    bool number(std::size_t least, std::size_t most, int& value) noexcept {
        const std::size_t count = digits();
        return count >= least && count <= most && take(count, value);
    }
    // Exactly `count` digits, whatever follows.
    bool take(std::size_t count, int& value) noexcept {
        if (digits() < count) return false;
        value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 10 + (text_[i] - '0');
        text_.remove_prefix(count);
        return true;
    }
    std::size_t digits() const noexcept {
        std::size_t count = 0;
        while (count < text_.size() && is_digit(text_[count])) ++count;
        return count;
    }

private:
    std::string_view text_;
};

// Z, UTC, GMT, +01:00, -0500, +01
bool read_offset(Cursor& in) noexcept {
    if (in.skip_letter('z')) return true;
    if (in.skip_letter('u')) return in.skip_letter('t') && in.skip_letter('c');
    if (in.skip_letter('g')) return in.skip_letter('m') && in.skip_letter('t');
    if (!in.skip('+') && !in.skip('-')) return false;
    int hours = 0;
    int minutes = 0;
    if (!in.take(2, hours) || hours > 15) return false;
    if (in.skip(':')) return in.take(2, minutes) && minutes < 60;
    return in.at_end() || (in.take(2, minutes) && minutes < 60);
}

// What may stand behind a date: nothing, or a time of day.
bool read_time(Cursor& in, bool compact_date) noexcept {
    if (in.at_end()) return true;
    if (!in.skip_letter('t')) {
        if (!in.skip(' ')) return false;
        while (in.skip(' ')) {
        }
    }
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (compact_date && (in.digits() == 4 || in.digits() == 6)) {
        const bool seconds = in.digits() == 6;
        if (!in.take(2, hour) || !in.take(2, minute) || (seconds && !in.take(2, second))) return false;
    } else {
        if (!in.number(1, 2, hour) || !in.skip(':') || !in.number(2, 2, minute)) return false;
        if (in.skip(':')) {
            if (!in.number(2, 2, second)) return false;
            if (in.skip('.') || in.skip(',')) {
                if (in.digits() == 0) return false;
                while (is_digit(in.peek())) in.skip(in.peek());
            }
        }
    }
    if (hour > 23 || minute > 59 || second > 60) return false;
    while (in.skip(' ')) {
    }
    const bool before_noon = in.skip_letter('a');
    if (before_noon || in.skip_letter('p')) {
        if (!in.skip_letter('m') || hour < 1 || hour > 12) return false;
        while (in.skip(' ')) {
        }
    }
    return in.at_end() || (read_offset(in) && in.at_end());
}

DateStatus checked(int year, int month, int day, DayNumber& out) noexcept {
    if (!base::is_civil_date(year, month, day)) return DateStatus::impossible;
    out = base::day_number(year, month, day);
    return DateStatus::ok;
}

bool is_separator(char c) noexcept {
    return c == '-' || c == '/' || c == '.';
}

DateStatus read_year_first(std::string_view text, DayNumber& out) {
    Cursor in(text);
    int year = 0;
    int month = 0;
    int day = 0;
    const std::size_t digits = in.digits();
    if (digits == 8 || digits == 14) {
        in.take(4, year);
        in.take(2, month);
        in.take(2, day);
        if (digits == 14) {  // 20250131103000
            int hour = 0;
            int minute = 0;
            int second = 0;
            in.take(2, hour);
            in.take(2, minute);
            in.take(2, second);
            if (hour > 23 || minute > 59 || second > 60 || !in.at_end()) return DateStatus::unreadable;
        } else if (!read_time(in, true)) {
            return DateStatus::unreadable;
        }
        return checked(year, month, day, out);
    }
    if (digits != 4) return DateStatus::unreadable;
    in.take(4, year);
    const char separator = in.peek();
    if (!is_separator(separator)) return DateStatus::unreadable;
    in.skip(separator);
    if (!in.number(1, 2, month) || !in.skip(separator) || !in.number(1, 2, day)) return DateStatus::unreadable;
    if (!read_time(in, false)) return DateStatus::unreadable;
    return checked(year, month, day, out);
}

// The two numbers before the year, in the order they stand.
DateStatus read_year_last(std::string_view text, int& first, int& second, int& year) {
    Cursor in(text);
    if (!in.number(1, 2, first)) return DateStatus::unreadable;
    const char separator = in.peek();
    if (!is_separator(separator)) return DateStatus::unreadable;
    in.skip(separator);
    if (!in.number(1, 2, second) || !in.skip(separator) || !in.number(4, 4, year)) return DateStatus::unreadable;
    return read_time(in, false) ? DateStatus::ok : DateStatus::unreadable;
}

// Which of year, month and day a strptime format gives; throws for terms that say nothing exact.
void check_format(const std::string& format) {
    bool year = false;
    bool month = false;
    bool day = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%') continue;
        const char term = ++i < format.size() ? format[i] : '\0';
        switch (term) {
            case 'Y':
            case 'y':
                year = true;
                break;
            case 'm':
            case 'b':
            case 'B':
            case 'h':
                month = true;
                break;
            case 'd':
            case 'e':
                day = true;
                break;
            case 'F':
            case 'D':
                year = month = day = true;
                break;
            case 'a':
            case 'A':
            case 'H':
            case 'I':
            case 'M':
            case 'S':
            case 'p':
            case 'R':
            case 'T':
            case 'z':
            case 'n':
            case 't':
            case '%':
                break;
            default:
                throw Error(
                    ErrorKind::usage,
                    fmt::format("--date-format '{}': the term '%{}' is not known here; use %Y %y %m %b %B %d %e "
                                "%F %D for the day and %H %I %M %S %p %z %R %T %a %A for the rest",
                                format, term == '\0' ? ' ' : term));
        }
    }
    if (!year || !month || !day) {
        throw Error(ErrorKind::usage,
                    fmt::format("--date-format '{}': names no {}; a day needs all of year (%Y), month "
                                "(%m, %b) and day (%d), as in '%d/%m/%Y'",
                                format,
                                !year    ? "year"
                                : !month ? "month"
                                         : "day"));
    }
}

// Whether numbers stand side by side, as in %Y%m%d, and everything else has one length. strptime takes a digit more or
// less for each, so that 2025111 would be some day or other.
bool has_packed_numbers(const std::string& format) noexcept {
    constexpr std::string_view numbers = "YymdeHIMS";
    constexpr std::string_view of_any_length = "aAbBhz";
    bool packed = false;
    bool behind_number = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        bool number = false;
        if (format[i] == '%') {
            const char term = format[++i];  // check_format has seen it
            if (of_any_length.find(term) != std::string_view::npos) return false;
            number = numbers.find(term) != std::string_view::npos;
        }
        packed = packed || (number && behind_number);
        behind_number = number;
    }
    return packed;
}

// Whether the text has each digit where the format writes it.
bool has_all_digits(std::string_view text, const std::string& format, const std::tm& time) noexcept {
    char written[256];
    const std::size_t size = std::strftime(written, sizeof written, format.c_str(), &time);
    return size == text.size() && std::equal(text.begin(), text.end(), written, [](char in_text, char in_written) {
               return in_text == in_written || !is_digit(in_written);
           });
}

}  // namespace

std::string date_form_words(DateForm form, const std::string& format) {
    switch (form) {
        case DateForm::year_first:
            return "year first (2025-01-31)";
        case DateForm::day_first:
            return "day first (31/01/2025)";
        case DateForm::month_first:
            return "month first (01/31/2025)";
        case DateForm::custom:
            return fmt::format("--date-format '{}'", format);
    }
    return "";
}

DateReader::DateReader(const std::string& format) : form_(DateForm::custom), format_(format) {
    if (format == "ymd") {
        form_ = DateForm::year_first;
    } else if (format == "dmy") {
        form_ = DateForm::day_first;
    } else if (format == "mdy") {
        form_ = DateForm::month_first;
    } else {
        check_format(format);
        full_year_ = format.find("%Y") != std::string::npos || format.find("%F") != std::string::npos;
        packed_numbers_ = has_packed_numbers(format);
        remembered_.resize(remembered_dates);
    }
}

DateStatus DateReader::read_any(std::string_view text, DayNumber& day) {
    text = base::trimmed(text);
    if (text.empty()) return DateStatus::blank;
    if (form_ == DateForm::custom) return read_custom(text, day);
    if (form_ == DateForm::year_first) return read_year_first(text, day);
    int first = 0;
    int second = 0;
    int year = 0;
    if (const DateStatus status = read_year_last(text, first, second, year); status != DateStatus::ok) return status;
    if (first != second && base::is_civil_date(year, first, second) && base::is_civil_date(year, second, first)) {
        saw_ambiguous_ = true;
    }
    if (form_ == DateForm::day_first) std::swap(first, second);
    const int month = first;
    const int day_of_month = second;
    return checked(year, month, day_of_month, day);
}

DateStatus DateReader::read_custom(std::string_view text, DayNumber& day) {
    if (text.size() > 200 || text.find('\0') != std::string_view::npos) return DateStatus::unreadable;
    Remembered& slot = remembered_[std::hash<std::string_view>{}(text) % remembered_dates];
    if (slot.size == text.size() && std::memcmp(slot.text.data(), text.data(), text.size()) == 0) {
        day = slot.day;
        return slot.status;
    }
    char buffer[201];
    std::memcpy(buffer, text.data(), text.size());
    buffer[text.size()] = '\0';
    std::tm time{};
    const char* end = ::strptime(buffer, format_.c_str(), &time);
    DateStatus status = DateStatus::unreadable;
    DayNumber found = 0;
    bool fits = end != nullptr && *end == '\0';
    // strptime reads 25 by %Y as the year 25.
    if (full_year_ && time.tm_year + 1900 < 1000) fits = false;
    if (fits && packed_numbers_) fits = has_all_digits(text, format_, time);
    if (fits) status = checked(time.tm_year + 1900, time.tm_mon + 1, time.tm_mday, found);
    if (text.size() <= slot.text.size()) {
        std::memcpy(slot.text.data(), text.data(), text.size());
        slot.size = static_cast<std::uint8_t>(text.size());
        slot.status = status;
        slot.day = found;
    }
    day = found;
    return status;
}

}  // namespace rfm::orders
