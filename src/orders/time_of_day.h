// What may stand behind a date: a time of day, an offset from UTC, the name of the day of the week.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <string_view>

#include "orders/date_words.h"
#include "orders/text_cursor.h"

namespace rfm::orders {

// What a date says besides its day.
struct BesideDate {
    int weekday = no_weekday;
    int seconds = 0;  // since midnight
    bool has_offset = false;
    int offset_seconds = 0;
};

// How the date before it is written.
enum class BehindDate {
    numbers,  // 31.12.2024
    compact,  // 20241231: the time may have no colons either
    chinese,  // 2024年12月31日: no blank is needed
    words,    // 31 Dec 2024: zones may be words, as in mails
};

// Whether the text is a time such as 8:26 or T08:26:00 behind a blank or a T, and nothing else: quicker to tell than to
// read all that may stand there (measured: 10 ns a row).
inline bool is_plain_time(std::string_view text) noexcept {
    const std::size_t size = text.size();
    if (size < 5 || size > 9 || (text[0] != ' ' && text[0] != 'T')) return false;
    const auto digit = [&](std::size_t i) { return static_cast<unsigned>(text[i]) - '0'; };
    const std::size_t colon = text[2] == ':' ? 2 : 3;
    if (size != colon + 3 && size != colon + 6) return false;
    const bool hour = digit(1) <= 9 && (colon == 2 || (digit(2) <= 9 && digit(1) * 10 + digit(2) <= 23));
    const auto sixty = [&](std::size_t at) { return text[at] == ':' && digit(at + 1) <= 5 && digit(at + 2) <= 9; };
    return hour && sixty(colon) && (size == colon + 3 || sixty(colon + 3));
}

// Reads on from behind a date to the end of the text. False when there is anything that does not belong there.
bool read_behind_date(TextCursor& in, BehindDate style, BesideDate& beside) noexcept;

// A time such as 8:26, 08:26:00.5 or 8:26 p.m., and nothing behind it.
bool read_clock(TextCursor& in, BehindDate style, BesideDate& beside) noexcept;

// Reads on from behind a time to the end of the text: an offset, a day of the week.
bool read_behind_clock(TextCursor& in, BehindDate style, BesideDate& beside) noexcept;

// Z, UTC, GMT, +01:00, -0500, +01; in the style of words also EST and the other zones that RFC 2822 knows, and
// GMT+0100. Takes nothing where there is none.
bool read_offset(TextCursor& in, BehindDate style, BesideDate& beside) noexcept;

}  // namespace rfm::orders
