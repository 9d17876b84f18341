#include "orders/bad_row_words.h"

#include <fmt/format.h>

#include "base/shown_text.h"
#include "orders/amount_reader.h"
#include "orders/date_words.h"
#include "orders/unread_date.h"

namespace rfm::orders {
namespace {

std::string who_says(const BadRowFacts& facts) {
    return facts.date_format.empty() ? "the other rows have it"
                                     : fmt::format("--date-format {} wants it", facts.date_format);
}

std::string date_hint(const BadRowFacts& facts) {
    switch (facts.date_form) {
        case DateForm::none:
            return unread_date_words(facts.value);
        case DateForm::year_first:
            return "is not a date with the year first (2025-01-31), as " + who_says(facts);
        case DateForm::day_first:
            return "is not a date with the day first (31/01/2025), as " + who_says(facts);
        case DateForm::month_first:
            return "is not a date with the month first (01/31/2025), as " + who_says(facts);
        case DateForm::month_name:
            return "is not a date with the month by name (31 Jan 2025), as the other rows have it";
        case DateForm::unix_seconds:
            return "is not a Unix time in seconds (1738281600)";
        case DateForm::unix_milliseconds:
            return "is not a Unix time in milliseconds (1738281600000)";
        case DateForm::excel:
            return "is not a serial number of a day (45688), as --date-format excel wants it";
        case DateForm::custom:
            return fmt::format("does not fit --date-format '{}'", facts.date_format);
    }
    return "";
}

std::string impossible_hint(const BadRowFacts& facts) {
    const bool weekday = facts.date_form != DateForm::excel && names_weekday(facts.value);
    const char* const what =
        weekday ? "is no day of the calendar, or not that day of the week" : "is no day of the calendar";
    switch (facts.date_form) {
        case DateForm::day_first:
            return fmt::format("{} with the day first, as {}", what, who_says(facts));
        case DateForm::month_first:
            return fmt::format("{} with the month first, as {}", what, who_says(facts));
        case DateForm::excel:
            return "is the serial number of no day: those are 1 to 2958465 without 60";
        default:
            return fmt::format("{}; correct it", what);
    }
}

}  // namespace

std::string bad_row_words(const BadRowFacts& facts) {
    const auto field = [&](std::string_view what) {
        return fmt::format("column {}: {} {}", base::shown(facts.column), base::shown(facts.value), what);
    };
    switch (facts.kind) {
        case BadRowKind::too_few_fields:
        case BadRowKind::too_many_fields:
            return fmt::format("{} field{} where {} are expected; is a delimiter or a quote {}?", facts.fields,
                               facts.fields == 1 ? "" : "s", facts.expected_fields,
                               facts.kind == BadRowKind::too_few_fields ? "missing" : "too many");
        case BadRowKind::text_after_quote:
            return "text stands behind a closing quote; double the quote (\"\") where it is part of the text";
        case BadRowKind::date_blank:
            return field("is no date: the field is blank");
        case BadRowKind::date_unreadable:
            return field(date_hint(facts));
        case BadRowKind::date_impossible:
            return field(impossible_hint(facts));
        case BadRowKind::amount_blank:
            return field("is no amount: the field is blank");
        case BadRowKind::amount_not_a_number: {
            // The mark that would read it is not the one it was read with. Which that was is not asked: where the data
            // decides, a later row may have done so.
            for (const char mark : {'.', ','}) {
                if (AmountReader(mark).read(facts.value).status == AmountStatus::ok) {
                    return field(fmt::format("is not a number; try --decimal {}", mark));
                }
            }
            // A comma and no point: most likely it was meant as one, though more is wrong.
            const bool comma_alone =
                facts.value.find(',') != std::string_view::npos && facts.value.find('.') == std::string_view::npos;
            return field(comma_alone ? "is not a number; try --decimal ," : "is not a number");
        }
        case BadRowKind::amount_too_precise:
            return field("has more than six decimals; round it in the export");
        case BadRowKind::amount_out_of_range:
            return field("is beyond 9,223,372,036,854.775807, the largest amount");
        case BadRowKind::currency_blank:
            return field("names no currency; say which column does with --currency-column");
        case BadRowKind::currency_without_rate:
            return field("is a currency that --rates has no rate for on that day; add it there");
    }
    return "";
}

std::string bad_row_count_words(BadRowKind kind, std::uint64_t count) {
    switch (kind) {
        case BadRowKind::too_few_fields:
            return fmt::format("{} with too few fields", count);
        case BadRowKind::too_many_fields:
            return fmt::format("{} with too many fields", count);
        case BadRowKind::text_after_quote:
            return fmt::format("{} with text behind a closing quote", count);
        case BadRowKind::date_blank:
            return fmt::format("{} without a date", count);
        case BadRowKind::date_unreadable:
            return fmt::format("{} with an unreadable date", count);
        case BadRowKind::date_impossible:
            return fmt::format("{} with an impossible date", count);
        case BadRowKind::amount_blank:
            return fmt::format("{} without an amount", count);
        case BadRowKind::amount_not_a_number:
            return fmt::format("{} with an amount that is not a number", count);
        case BadRowKind::amount_too_precise:
            return fmt::format("{} with more than six decimals", count);
        case BadRowKind::amount_out_of_range:
            return fmt::format("{} with an amount beyond the range", count);
        case BadRowKind::currency_blank:
            return fmt::format("{} without a currency", count);
        case BadRowKind::currency_without_rate:
            return fmt::format("{} with a currency without a rate", count);
    }
    return "";
}

}  // namespace rfm::orders
