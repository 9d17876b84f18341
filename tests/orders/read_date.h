// What a reader says of a date, in one word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <rfm/day.h>

#include "orders/date_reader.h"
#include "support/catch.h"

namespace rfm::orders {

inline std::string date_words(DateReader& reader, std::string_view text) {
    DayNumber day = min_day - 1;
    switch (reader.read(text, day)) {
        case DateStatus::ok:
            return format_day(day);
        case DateStatus::blank:
            return "blank";
        case DateStatus::unreadable:
            return "unreadable";
        case DateStatus::impossible:
            return "impossible";
    }
    return "";
}

inline std::string date_words(DateForm form, std::string_view text) {
    DateReader reader(form);
    return date_words(reader, text);
}

inline void check_dates(DateReader reader, const std::vector<std::string>& texts, const std::string& expected) {
    for (const std::string& text : texts) {
        INFO("'" << text << "'");
        CHECK(date_words(reader, text) == expected);
    }
}

}  // namespace rfm::orders
