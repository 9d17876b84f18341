#include "orders/date_pattern.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <string_view>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/ascii.h"

namespace rfm::orders {
namespace {

// The format; throws when it lacks one of year, month and day, or has terms that say nothing exact.
const std::string& checked(const std::string& format) {
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
    return format;
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
            const char term = format[++i];  // checked() has seen it
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
               return in_text == in_written || !base::is_digit(in_written);
           });
}

bool has_term(const std::string& format, std::string_view terms) noexcept {
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '%' && terms.find(format[++i]) != std::string_view::npos) return true;
    }
    return false;
}

// The format up to each %y, with %D written out. strptime takes one digit for a year of two, so that 1/2/5 would be a
// day of 2005; with these it can be asked where that year begins.
std::vector<std::string> parts_before_short_years(const std::string& format) {
    std::vector<std::string> parts;
    std::string before;
    for (std::size_t i = 0; i < format.size(); ++i) {
        before += format[i];
        if (format[i] != '%') continue;
        const char term = format[++i];  // checked() has seen it
        if (term == 'D') before += "m/%d/%";
        if (term == 'D' || term == 'y') parts.push_back(before.substr(0, before.size() - 1));
        before += term == 'D' ? 'y' : term;
    }
    return parts;
}

}  // namespace

DatePattern::DatePattern(const std::string& format)
    : format_(checked(format)),
      full_year_(has_term(format, "YF")),
      packed_numbers_(has_packed_numbers(format)),
      weekday_(has_term(format, "aA")),
      offset_(has_term(format, "z")),
      before_short_years_(parts_before_short_years(format)) {}

bool DatePattern::read(std::string_view text, WrittenDate& date) const {
    char buffer[201];
    if (text.size() >= sizeof buffer || text.find('\0') != std::string_view::npos) return false;
    std::memcpy(buffer, text.data(), text.size());
    buffer[text.size()] = '\0';
    std::tm time{};
    const char* end = ::strptime(buffer, format_.c_str(), &time);
    if (end == nullptr || *end != '\0') return false;
    // strptime reads 25 by %Y as the year 25.
    if (full_year_ && time.tm_year + 1900 < 1000) return false;
    if (packed_numbers_ && !has_all_digits(text, format_, time)) return false;
    for (const std::string& before : before_short_years_) {
        std::tm ignored{};
        const char* year = ::strptime(buffer, before.c_str(), &ignored);
        if (year == nullptr) return false;
        while (*year == ' ') ++year;
        if (!base::is_digit(year[0]) || !base::is_digit(year[1])) return false;
    }
    date.year = time.tm_year + 1900;
    date.month = time.tm_mon + 1;
    date.day = time.tm_mday;
    if (weekday_) date.beside.weekday = time.tm_wday;
    date.beside.seconds = time.tm_hour * 3600 + time.tm_min * 60 + time.tm_sec;
    date.beside.has_offset = offset_;
    date.beside.offset_seconds = static_cast<int>(time.tm_gmtoff);
    return true;
}

}  // namespace rfm::orders
