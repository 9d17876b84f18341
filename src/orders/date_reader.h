// Text to calendar day, in one form: the form never changes from row to row.
// Thread-safety: a DateReader has a small cache; one a thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/day.h>

#include "orders/date_form.h"
#include "orders/date_pattern.h"
#include "orders/iso_date.h"
#include "orders/numbered_day.h"
#include "orders/time_zone.h"

namespace rfm::orders {

class DateReader {
public:
    // What stands beside the date is checked: a time of day, an offset, the day of the week. The day is taken as
    // written, a Unix time's in UTC, unless there is a zone.
    explicit DateReader(DateForm form) : form_(form) {}

    // format: strptime terms, or ymd, dmy, mdy, unix, unix-ms, excel for those forms.
    // Throws Error(usage) when it can't name a day.
    explicit DateReader(const std::string& format);

    // Dates that have an offset, and Unix times, become days of this zone.
    void set_zone(const TimeZone& zone) { zone_ = zone; }
    bool has_zone() const noexcept { return zone_.has_value(); }

    DateForm form() const noexcept { return form_; }

    // As in "year first (2025-01-31), days of Europe/Berlin".
    std::string form_words() const;

    // White space around the text is ignored. day is set when the status is ok.
    DateStatus read(std::string_view text, DayNumber& day) {
        return read_common(text, day) ? DateStatus::ok : read_any(text, day);
    }

    // The commonest texts by far: 2025-01-31 and nothing else, or a time of day behind it. False for any other; then
    // `day` means nothing.
    [[gnu::always_inline]] bool read_common(std::string_view text, DayNumber& day) const noexcept {
        return form_ == DateForm::year_first && text.size() >= 10 && read_iso_date(text.data(), day) &&
               (text.size() == 10 || is_common_time(text.substr(10), !zone_));
    }

    // Whether some date read so far has another valid reading with day and month changed over.
    bool saw_ambiguous() const noexcept { return saw_ambiguous_; }

private:
    DateStatus read_any(std::string_view text, DayNumber& day);
    DateStatus read_form(DateForm form, std::string_view text, DayNumber& day);
    DateStatus read_none(std::string_view text);
    DateStatus read_year_first(std::string_view text, DayNumber& day);
    DateStatus read_year_last(std::string_view text, DateForm form, DayNumber& day);
    DateStatus read_month_name(std::string_view text, DayNumber& day);
    DateStatus read_unix(std::string_view text, DateForm form, DayNumber& day);
    DateStatus read_custom(std::string_view text, DayNumber& day);
    DateStatus day_of(const WrittenDate& date, DayNumber& day);
    DateStatus day_beside(const BesideDate& beside, DayNumber& day);
    DateStatus day_of_instant(std::int64_t seconds, DayNumber& day);

    struct Remembered {
        std::array<char, 31> text{};
        std::uint8_t size = 0;
        DateStatus status = DateStatus::unreadable;
        DayNumber day = 0;
    };

    DateForm form_;
    UnixDigits unix_digits_ = UnixDigits::usual;
    bool saw_ambiguous_ = false;
    std::optional<TimeZone> zone_;
    std::optional<DatePattern> pattern_;  // of DateForm::custom
    // strptime takes some 200 ns; exports hold the same days over and over.
    std::vector<Remembered> remembered_;
};

}  // namespace rfm::orders
