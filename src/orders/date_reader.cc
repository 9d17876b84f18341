#include "orders/date_reader.h"

#include <cstring>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "base/civil_day.h"
#include "base/white_space.h"
#include "orders/folded_text.h"
#include "orders/written_date.h"
#include "orders/year_last_date.h"

namespace rfm::orders {
namespace {

constexpr std::size_t remembered_dates = 1024;

// Whether the calendar has the day, and it is the day of the week that is named beside it.
bool is_day(int year, int month, int day, int weekday) noexcept {
    return base::is_civil_date(year, month, day) &&
           (weekday == no_weekday || weekday == weekday_of(base::day_number(year, month, day)));
}

// Whether the text is a time as THH:MM:SS and an offset behind it, as far as its first sign.
bool has_common_instant(std::string_view text) noexcept {
    if (text.size() < 10 || !is_common_time(text.substr(0, 9))) return false;
    const char next = text[9] == ' ' && text.size() > 10 ? text[10] : text[9];
    return next == '+' || next == '-' || next == 'Z';
}

}  // namespace

DateReader::DateReader(const std::string& format) : form_(DateForm::custom), unix_digits_(UnixDigits::any) {
    constexpr std::pair<std::string_view, DateForm> names[] = {{"ymd", DateForm::year_first},
                                                               {"dmy", DateForm::day_first},
                                                               {"mdy", DateForm::month_first},
                                                               {"unix", DateForm::unix_seconds},
                                                               {"unix-ms", DateForm::unix_milliseconds},
                                                               {"excel", DateForm::excel}};
    for (const auto& [name, form] : names) {
        if (format == name) form_ = form;
    }
    if (form_ != DateForm::custom) return;
    pattern_.emplace(format);
    remembered_.resize(remembered_dates);
}

std::string DateReader::form_words() const {
    const std::string words = date_form_words(form_, pattern_ ? pattern_->format() : "");
    return zone_ ? fmt::format("{}, days of {}", words, zone_->name()) : words;
}

DateStatus DateReader::read_any(std::string_view text, DayNumber& day) {
    text = base::trimmed(text);
    if (text.empty()) return DateStatus::blank;
    if (form_ == DateForm::custom) return read_custom(text, day);
    const DateStatus status = read_form(form_, text, day);
    if (status != DateStatus::unreadable) return status;
    FoldBuffer buffer;
    const std::string_view plain = folded(text, buffer);
    return plain.empty() ? status : read_form(form_, plain, day);
}

DateStatus DateReader::read_form(DateForm form, std::string_view text, DayNumber& day) {
    switch (form) {
        case DateForm::none:
            return read_none(text);
        case DateForm::year_first:
            return read_year_first(text, day);
        case DateForm::day_first:
        case DateForm::month_first:
            return read_year_last(text, form, day);
        case DateForm::month_name:
            return read_month_name(text, day);
        case DateForm::unix_seconds:
        case DateForm::unix_milliseconds:
            return read_unix(text, form, day);
        case DateForm::excel:
            return read_excel_day(text, day);
        case DateForm::custom:
            return read_custom(text, day);
    }
    return DateStatus::unreadable;
}

// Never ok: but a text that some form reads as a day that does not exist is told from one that is no date at all.
DateStatus DateReader::read_none(std::string_view text) {
    DateStatus status = DateStatus::unreadable;
    for (const DateForm form : inferred_date_forms) {
        DayNumber day = 0;
        const DateStatus found = read_form(form, text, day);
        if (found == DateStatus::ok) return DateStatus::unreadable;
        if (found == DateStatus::impossible) status = found;
    }
    return status;
}

DateStatus DateReader::read_year_first(std::string_view text, DayNumber& day) {
    if (text.size() > 10 && read_iso_date(text.data(), day)) {
        const std::string_view behind = text.substr(10);
        if (is_plain_time(behind)) return DateStatus::ok;
        BesideDate beside;
        bool read = false;
        if (has_common_instant(behind)) {
            const auto number = [&](std::size_t at) { return (behind[at] - '0') * 10 + behind[at + 1] - '0'; };
            beside.seconds = number(1) * 3600 + number(4) * 60 + number(7);
            TextCursor in(behind.substr(9));
            read = read_behind_clock(in, BehindDate::numbers, beside);
        } else {
            TextCursor in(behind);
            read = read_behind_date(in, BehindDate::numbers, beside);
        }
        return read ? day_beside(beside, day) : DateStatus::unreadable;
    }
    WrittenDate date;
    return orders::read_year_first(text, date) ? day_of(date, day) : DateStatus::unreadable;
}

DateStatus DateReader::read_year_last(std::string_view text, DateForm form, DayNumber& day) {
    const bool month_first = form == DateForm::month_first;
    YearLastNumbers numbers;
    const std::size_t size = read_year_last_numbers(text, numbers);
    if (size > 0 && (size == text.size() || is_plain_time(text.substr(size)))) {
        const auto [first, second, year] = numbers;
        if (table_day(year, month_first ? first : second, month_first ? second : first, day)) {
            // Each month has the days 1 to 12.
            saw_ambiguous_ = saw_ambiguous_ || (first != second && first <= 12 && second <= 12);
            return DateStatus::ok;
        }
    }
    WrittenDate date;
    if (!orders::read_year_last(text, date)) return DateStatus::unreadable;
    const int weekday = date.beside.weekday;
    if (date.day != date.month && is_day(date.year, date.month, date.day, weekday) &&
        is_day(date.year, date.day, date.month, weekday)) {
        saw_ambiguous_ = true;
    }
    if (month_first) std::swap(date.day, date.month);
    return day_of(date, day);
}

DateStatus DateReader::read_month_name(std::string_view text, DayNumber& day) {
    WrittenDate date;
    return orders::read_month_name(text, date) ? day_of(date, day) : DateStatus::unreadable;
}

DateStatus DateReader::read_unix(std::string_view text, DateForm form, DayNumber& day) {
    std::int64_t seconds = 0;
    const DateStatus status = read_unix_time(text, form, unix_digits_, seconds);
    return status == DateStatus::ok ? day_of_instant(seconds, day) : status;
}

DateStatus DateReader::day_of(const WrittenDate& date, DayNumber& day) {
    if (!base::is_civil_date(date.year, date.month, date.day)) return DateStatus::impossible;
    day = base::day_number(date.year, date.month, date.day);
    return day_beside(date.beside, day);
}

// day: as it is written.
DateStatus DateReader::day_beside(const BesideDate& beside, DayNumber& day) {
    if (beside.weekday != no_weekday && beside.weekday != weekday_of(day)) return DateStatus::impossible;
    if (!zone_ || !beside.has_offset) return DateStatus::ok;
    return day_of_instant(day * base::seconds_a_day + beside.seconds - beside.offset_seconds, day);
}

DateStatus DateReader::day_of_instant(std::int64_t seconds, DayNumber& day) {
    const bool known = zone_ ? zone_->day_of(seconds, day) : base::day_of_seconds(seconds, day);
    return known ? DateStatus::ok : DateStatus::impossible;
}

DateStatus DateReader::read_custom(std::string_view text, DayNumber& day) {
    Remembered& slot = remembered_[std::hash<std::string_view>{}(text) % remembered_dates];
    if (slot.size == text.size() && std::memcmp(slot.text.data(), text.data(), text.size()) == 0) {
        day = slot.day;
        return slot.status;
    }
    WrittenDate date;
    DayNumber found = 0;
    const DateStatus status = pattern_->read(text, date) ? day_of(date, found) : DateStatus::unreadable;
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
