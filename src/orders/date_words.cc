#include "orders/date_words.h"

#include <cstddef>

namespace rfm::orders {
namespace {

// Whether the word is the name, or its first three letters.
bool is_name(std::string_view word, std::string_view name) noexcept {
    return is_word(word, name) || is_word(word, name.substr(0, 3));
}

}  // namespace

int month_of(std::string_view word) noexcept {
    constexpr std::string_view months[] = {"january", "february", "march",     "april",   "may",      "june",
                                           "july",    "august",   "september", "october", "november", "december"};
    if (word.size() < 3) return 0;
    for (int month = 1; month <= 12; ++month) {
        if (is_name(word, months[month - 1])) return month;
    }
    return is_word(word, "sept") ? 9 : 0;
}

int weekday_of(std::string_view word) noexcept {
    constexpr std::string_view days[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
    if (word.size() < 3) return no_weekday;
    for (int day = 0; day < 7; ++day) {
        if (is_name(word, days[day])) return day;
    }
    if (is_word(word, "tues")) return 2;
    if (is_word(word, "weds")) return 3;
    return is_word(word, "thur") || is_word(word, "thurs") ? 4 : no_weekday;
}

int weekday_of(DayNumber day) noexcept {
    return (day % 7 + 11) % 7;  // 1970-01-01 was a Thursday
}

bool skip_weekday(TextCursor& in, int& weekday) noexcept {
    const std::string_view word = in.word();
    const int found = weekday_of(word);
    if (found == no_weekday) return false;
    weekday = found;
    in.skip(word);
    in.skip('.');
    return true;
}

bool names_weekday(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view word = TextCursor(text.substr(i)).word();
        if (weekday_of(word) != no_weekday) return true;
        i += word.size();
    }
    return false;
}

}  // namespace rfm::orders
