#include "orders/time_of_day.h"

#include <string_view>
#include <utility>

#include "base/ascii.h"

namespace rfm::orders {
namespace {

enum class Half { none, before_noon, after_noon };

// 上午, 下午
Half read_half_before(TextCursor& in) noexcept {
    if (in.skip("\xE4\xB8\x8A\xE5\x8D\x88")) return Half::before_noon;
    if (in.skip("\xE4\xB8\x8B\xE5\x8D\x88")) return Half::after_noon;
    return Half::none;
}

// am, PM, a.m., p.m.
Half read_half_behind(TextCursor& in) noexcept {
    for (const auto& [letter, half] : {std::pair('a', Half::before_noon), std::pair('p', Half::after_noon)}) {
        TextCursor behind = in;
        if (!behind.skip_letter(letter)) continue;
        const bool dotted = behind.skip('.');
        if (!behind.skip_letter('m') || base::is_letter(behind.peek()) || (dotted && !behind.skip('.'))) continue;
        in = behind;
        return half;
    }
    return Half::none;
}

// 30:05.123 behind 12:, or 30分05秒 behind 12时
bool read_minutes(TextCursor& in, int& minute, int& second) noexcept {
    if (in.skip("\xE6\x97\xB6") || in.skip("\xE6\x99\x82")) {  // 时, 時
        if (!in.number(1, 2, minute) || !in.skip("\xE5\x88\x86")) return false;
        return in.digits() == 0 || (in.number(1, 2, second) && in.skip("\xE7\xA7\x92"));
    }
    if (!in.skip(':') || !in.number(2, 2, minute)) return false;
    if (!in.skip(':')) return true;
    if (!in.number(2, 2, second)) return false;
    if (in.skip('.') || in.skip(',')) {
        if (in.digits() == 0) return false;
        in.skip_digits();
    }
    return true;
}

bool read_numeric_offset(TextCursor& in, BesideDate& beside) noexcept {
    TextCursor behind = in;
    const bool west = behind.peek() == '-';
    if (!behind.skip('+') && !behind.skip('-')) return false;
    int hours = 0;
    int minutes = 0;
    if (!behind.take(2, hours) || hours > 15) return false;
    if (behind.skip(':') || behind.digits() > 0) {
        if (!behind.number(2, 2, minutes) || minutes > 59) return false;
    }
    in = behind;
    const int seconds = hours * 3600 + minutes * 60;
    beside.offset_seconds = west ? -seconds : seconds;
    beside.has_offset = true;
    return true;
}

}  // namespace

bool read_offset(TextCursor& in, BehindDate style, BesideDate& beside) noexcept {
    const std::string_view word = in.word();
    if (word.empty()) return read_numeric_offset(in, beside);
    const bool words = style == BehindDate::words;
    int hours = 0;
    bool known = is_word(word, "z") || is_word(word, "utc") || is_word(word, "gmt") || (words && is_word(word, "ut"));
    if (!known && words) {
        constexpr std::pair<std::string_view, int> zones[] = {{"est", -5}, {"edt", -4}, {"cst", -6}, {"cdt", -5},
                                                              {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}};
        for (const auto& [name, behind_utc] : zones) {
            if (!is_word(word, name)) continue;
            hours = behind_utc;
            known = true;
        }
    }
    if (!known) return false;
    in.skip(word);
    beside.has_offset = true;
    beside.offset_seconds = hours * 3600;
    // GMT+0100, as JavaScript writes it.
    const bool more = words && hours == 0 && word.size() == 3 && (in.peek() == '+' || in.peek() == '-');
    return !more || read_numeric_offset(in, beside);
}

bool read_clock(TextCursor& in, BehindDate style, BesideDate& beside) noexcept {
    int hour = 0;
    int minute = 0;
    int second = 0;
    Half half = base::is_digit(in.peek()) ? Half::none : read_half_before(in);
    const bool half_before = half != Half::none;
    if (half_before) in.skip_blanks();
    const std::size_t digits = in.digits();
    if (style == BehindDate::compact && (digits == 4 || digits == 6)) {
        in.take(2, hour);
        in.take(2, minute);
        if (digits == 6) in.take(2, second);
    } else if (!in.number(1, 2, hour) || !read_minutes(in, minute, second)) {
        return false;
    }
    if (hour > 23 || minute > 59 || second > 60) return false;
    if (!half_before && !in.at_end()) {
        TextCursor behind = in;
        behind.skip_blanks();
        if (base::is_letter(behind.peek())) half = read_half_behind(behind);
        if (half != Half::none) in = behind;
    }
    if (half != Half::none) {
        if (hour > 12 || (hour == 0 && !half_before)) return false;
        hour = hour % 12 + (half == Half::after_noon ? 12 : 0);
    }
    beside.seconds = hour * 3600 + minute * 60 + second;
    return true;
}

bool read_behind_date(TextCursor& in, BehindDate style, BesideDate& beside) noexcept {
    if (in.at_end()) return true;
    if (!in.skip_letter('t')) {
        const bool comma = in.skip(',');
        if (!in.skip_blanks() && !comma && style != BehindDate::chinese) return false;
        const bool weekday = beside.weekday == no_weekday && skip_weekday(in, beside.weekday);
        if (weekday) {
            if (in.at_end()) return true;
            in.skip(',');
            if (!in.skip_blanks()) return false;
        }
    }
    return read_clock(in, style, beside) && read_behind_clock(in, style, beside);
}

bool read_behind_clock(TextCursor& in, BehindDate style, BesideDate& beside) noexcept {
    if (in.at_end()) return true;
    bool blank = in.skip_blanks();
    if (read_offset(in, style, beside)) {
        blank = in.skip_blanks();
        // (CET), (Central European Time)
        if (style == BehindDate::words && blank && in.skip('(')) {
            const std::size_t end = in.rest().find(')');
            if (end == std::string_view::npos) return false;
            in.skip(in.rest().substr(0, end + 1));
        }
    }
    if (in.at_end()) return true;
    const bool separate = in.skip(',') ? (in.skip_blanks(), true) : blank;
    return separate && beside.weekday == no_weekday && skip_weekday(in, beside.weekday) && in.at_end();
}

}  // namespace rfm::orders
