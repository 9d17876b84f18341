// Text to calendar day, in one form: the form never changes from row to row.
// Thread-safety: a DateReader has a small cache; one a thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/day.h>

#include "orders/iso_date.h"

namespace rfm::orders {

enum class DateForm {
    year_first,   // 2025-01-31, 2025/1/31, 20250131
    day_first,    // 31/1/2025, also with - or .
    month_first,  // 1/31/2025
    custom,       // a strptime format
};

// As in "year first (2025-01-31)".
std::string date_form_words(DateForm form, const std::string& format);

enum class DateStatus : std::uint8_t { ok, blank, unreadable, impossible };

class DateReader {
public:
    // A time of day and an offset may follow the date in the first three forms and are checked, not used: the day is
    // taken as written.
    explicit DateReader(DateForm form) : form_(form) {}

    // format: strptime terms, or dmy, mdy, ymd for the first three forms.
    // Throws Error(usage) when it can't name a day.
    explicit DateReader(const std::string& format);

    DateForm form() const noexcept { return form_; }

    // White space around the text is ignored. day is set when the status is ok.
    DateStatus read(std::string_view text, DayNumber& day) {
        return read_common(text, day) ? DateStatus::ok : read_any(text, day);
    }

    // The commonest texts by far: 2025-01-31 and nothing else, or a time of day behind it. False for any other; then
    // `day` means nothing.
    [[gnu::always_inline]] bool read_common(std::string_view text, DayNumber& day) const noexcept {
        return form_ == DateForm::year_first && text.size() >= 10 && read_iso_date(text.data(), day) &&
               (text.size() == 10 || is_common_time(text.substr(10)));
    }

    // Whether some date read so far has another valid reading with day and month changed over.
    bool saw_ambiguous() const noexcept { return saw_ambiguous_; }

private:
    DateStatus read_any(std::string_view text, DayNumber& day);
    DateStatus read_custom(std::string_view text, DayNumber& day);

    struct Remembered {
        std::array<char, 31> text{};
        std::uint8_t size = 0;
        DateStatus status = DateStatus::unreadable;
        DayNumber day = 0;
    };

    DateForm form_;
    std::string format_;
    bool full_year_ = false;       // the format has %Y or %F
    bool packed_numbers_ = false;  // the format has numbers with nothing between them
    bool saw_ambiguous_ = false;
    // strptime takes some 200 ns; exports hold the same days over and over.
    std::vector<Remembered> remembered_;
};

}  // namespace rfm::orders
