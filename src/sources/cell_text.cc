#include "sources/cell_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/civil_day.h"

namespace rfm::sources {
namespace {

// Takes the digits at the front of the text.
std::string_view take_digits(std::string_view& text) noexcept {
    std::size_t count = 0;
    while (count < text.size() && base::is_digit(text[count])) ++count;
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

bool take(std::string_view& text, char byte) noexcept {
    if (!text.starts_with(byte)) return false;
    text.remove_prefix(1);
    return true;
}

struct StoredNumber {
    bool is_negative = false;
    std::string digits;      // without zeros at either end
    std::int64_t point = 0;  // how many of the digits stand before the decimal point; below 0 and beyond them: zeros
    bool is_integer_text = false;
};

std::optional<StoredNumber> parse_number(std::string_view text) {
    StoredNumber number;
    number.is_negative = take(text, '-');
    if (!number.is_negative) take(text, '+');
    const std::string_view whole = take_digits(text);
    const std::string_view fraction = take(text, '.') ? take_digits(text) : std::string_view{};
    if (whole.empty() && fraction.empty()) return std::nullopt;
    int exponent = 0;
    bool has_exponent = false;
    if (take(text, 'e') || take(text, 'E')) {
        has_exponent = true;
        const bool is_negative = take(text, '-');
        if (!is_negative) take(text, '+');
        const std::string_view digits = take_digits(text);
        constexpr std::size_t most_digits = 3;  // spreadsheets go to 1E+308
        if (digits.empty() || digits.size() > most_digits) return std::nullopt;
        std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (is_negative) exponent = -exponent;
    }
    if (!text.empty()) return std::nullopt;
    number.digits.append(whole).append(fraction);
    number.point = static_cast<std::int64_t>(whole.size()) + exponent;
    const std::size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
    number.digits.erase(0, zeros);
    number.point -= static_cast<std::int64_t>(zeros);
    while (number.digits.ends_with('0')) number.digits.pop_back();
    number.is_integer_text = !has_exponent && static_cast<std::int64_t>(number.digits.size()) <= number.point;
    return number;
}

void round_to_15_digits(StoredNumber& number) {
    constexpr std::size_t most = 15;
    if (number.digits.size() <= most) return;
    const bool is_up = number.digits[most] >= '5';
    number.digits.resize(most);
    if (is_up) {
        while (number.digits.ends_with('9')) number.digits.pop_back();
        if (number.digits.empty()) {
            number.digits = "1";
            ++number.point;
        } else {
            ++number.digits.back();
        }
    }
    while (number.digits.ends_with('0')) number.digits.pop_back();
}

bool starts_with_word(std::string_view text, std::string_view lower_word) noexcept {
    return text.size() >= lower_word.size() && std::equal(lower_word.begin(), lower_word.end(), text.begin(),
                                                          [](char a, char b) { return a == base::lower(b); });
}

// E+, e-; an e alone is a year.
bool starts_with_exponent(std::string_view code) noexcept {
    return starts_with_word(code, "e+") || starts_with_word(code, "e-");
}

// What stands in square brackets at the front: [h], [mm], [s] are elapsed times.
bool is_elapsed(std::string_view inside) noexcept {
    return !inside.empty() && std::all_of(inside.begin(), inside.end(), [&](char byte) {
        return base::lower(byte) == base::lower(inside[0]) &&
               (base::lower(byte) == 'h' || base::lower(byte) == 'm' || base::lower(byte) == 's');
    });
}

std::string time_text(std::int64_t milliseconds) {
    const std::int64_t seconds = milliseconds / 1000;
    std::string text = fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (milliseconds % 1000 != 0) text += fmt::format(".{:03}", milliseconds % 1000);
    return text;
}

std::string day_text(DayNumber day) {
    char text[10];
    base::write_day(text, day);
    return {text, sizeof text};
}

void append_utf8(std::string& out, unsigned code) {
    const auto byte = [](unsigned value) { return static_cast<char>(value); };
    if (code < 0x80) {
        out += byte(code);
    } else if (code < 0x800) {
        out += byte(0xC0 | code >> 6);
        out += byte(0x80 | (code & 0x3F));
    } else {
        out += byte(0xE0 | code >> 12);
        out += byte(0x80 | (code >> 6 & 0x3F));
        out += byte(0x80 | (code & 0x3F));
    }
}

}  // namespace

std::string plain_number(std::string_view stored) {
    auto number = parse_number(stored);
    if (!number) return std::string(stored);
    if (!number->is_integer_text) round_to_15_digits(*number);
    if (number->digits.empty()) return "0";
    const auto count = static_cast<std::int64_t>(number->digits.size());
    std::string text = number->is_negative ? "-" : "";
    if (number->point <= 0) {
        text.append("0.").append(static_cast<std::size_t>(-number->point), '0').append(number->digits);
    } else if (number->point >= count) {
        text.append(number->digits).append(static_cast<std::size_t>(number->point - count), '0');
    } else {
        const auto before = static_cast<std::size_t>(number->point);
        text.append(number->digits, 0, before).append(".").append(number->digits, before);
    }
    return text;
}

std::string number_cell(std::string_view stored) {
    std::string text = plain_number(stored);
    const bool is_number = text.find_first_not_of("-0123456789.") == std::string::npos;
    if (const std::size_t point = text.find('.'); is_number && point != std::string::npos) text.replace(point, 1, "．");
    return text;
}

std::string serial_text(std::string_view stored, bool counts_from_1904) {
    double serial = 0;
    const auto parsed = std::from_chars(stored.data(), stored.data() + stored.size(), serial);
    constexpr double beyond_9999 = 2'958'466;  // 10000-01-01
    constexpr int days_to_1904 = 1462;
    const double first_beyond = counts_from_1904 ? beyond_9999 - days_to_1904 : beyond_9999;
    if (parsed.ec != std::errc() || parsed.ptr != stored.data() + stored.size() || !(serial >= 0) ||
        serial >= first_beyond) {
        return plain_number(stored);
    }
    // To the millisecond: finer digits are the noise of times that were worked out.
    constexpr std::int64_t day_length = 86'400'000;
    auto day = static_cast<std::int32_t>(serial);
    std::int64_t time = std::llround((serial - day) * static_cast<double>(day_length));
    if (time == day_length) {
        ++day;
        time = 0;
    }
    if (day >= first_beyond) return plain_number(stored);
    std::string text;
    if (day == 0 && time != 0) {
        return time_text(time);
    } else if (counts_from_1904) {
        text = day_text(base::day_number(1904, 1, 1) + day);
    } else if (day == 0) {
        text = "1900-01-00";
    } else if (day == 60) {
        text = "1900-02-29";
    } else {
        // Behind the day that never was, all numbers are one too high.
        text = day_text(base::day_number(1899, 12, 31) + day - (day > 60 ? 1 : 0));
    }
    return time == 0 ? text : text + 'T' + time_text(time);
}

bool is_date_code(std::string_view code) noexcept {
    bool has_date = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char byte = base::lower(code[i]);
        if (byte == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (byte == '\\' || byte == '_' || byte == '*' || starts_with_exponent(code.substr(i))) {
            ++i;  // the next byte is shown, or is as wide, or fills, or is a sign
        } else if (byte == '[') {
            const std::size_t close = std::min(code.find(']', i), code.size());
            if (is_elapsed(code.substr(i + 1, close - i - 1))) return false;
            i = close;
        } else if (starts_with_word(code.substr(i), "general")) {
            i += 6;
        } else if (byte == 'y' || byte == 'm' || byte == 'd' || byte == 'h' || byte == 's' || byte == 'e') {
            has_date = true;
        }
    }
    return has_date;
}

bool is_built_in_date(unsigned id) noexcept {
    constexpr unsigned elapsed = 46;  // [h]:mm:ss
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47 && id != elapsed) ||
           (id >= 50 && id <= 58);
}

std::string stored_date(std::string_view stored) {
    const std::size_t point = stored.find('.');
    if (point != std::string_view::npos &&
        stored.find_first_not_of("0123456789", point + 1) == std::string_view::npos) {
        while (stored.ends_with('0')) stored.remove_suffix(1);
        if (stored.ends_with('.')) stored.remove_suffix(1);
    }
    for (const std::string_view midnight : {"T00:00:00", "T00:00"}) {
        if (stored.ends_with(midnight)) stored.remove_suffix(midnight.size());
    }
    return std::string(stored);
}

std::string duration_text(std::string_view stored) {
    std::string_view rest = stored;
    if (!rest.starts_with("PT")) return std::string(stored);
    rest.remove_prefix(2);
    std::string text;
    for (const char unit : {'H', 'M', 'S'}) {
        const std::string_view digits = take_digits(rest);
        std::string_view fraction;
        if (unit == 'S' && take(rest, '.')) fraction = take_digits(rest);
        if (digits.empty() || !take(rest, unit)) return std::string(stored);
        if (!text.empty()) text += ':';
        if (digits.size() == 1) text += '0';
        text += digits;
        while (fraction.ends_with('0')) fraction.remove_suffix(1);
        if (!fraction.empty()) text.append(".").append(fraction);
    }
    return rest.empty() ? text : std::string(stored);
}

std::string unescaped(std::string_view stored) {
    std::string out;
    constexpr std::size_t length = 7;  // _x000D_
    while (true) {
        const std::size_t at = std::min(stored.find("_x"), stored.size());
        out += stored.substr(0, at);
        stored.remove_prefix(at);
        if (stored.empty()) return out;
        unsigned code = 0;
        const char* const digits = stored.data() + 2;
        if (stored.size() >= length && stored[length - 1] == '_') {
            const auto parsed = std::from_chars(digits, digits + 4, code, 16);
            if (parsed.ptr != digits + 4) code = 0;
        }
        // NUL and halves of characters stay as they are written.
        if (code == 0 || (code >= 0xD800 && code <= 0xDFFF)) {
            out += stored.substr(0, 2);
            stored.remove_prefix(2);
        } else {
            append_utf8(out, code);
            stored.remove_prefix(length);
        }
    }
}

}  // namespace rfm::sources
