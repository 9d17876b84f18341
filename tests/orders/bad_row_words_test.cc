#include "orders/bad_row_words.h"

#include "support/catch.h"

namespace rfm::orders {
namespace {

std::string words(BadRowKind kind, std::string_view value = {}, DateForm form = DateForm::year_first) {
    BadRowFacts facts;
    facts.kind = kind;
    facts.column = "c";
    facts.value = value;
    facts.fields = 2;
    facts.expected_fields = 3;
    facts.date_form = form;
    if (form == DateForm::custom) facts.date_format = "%d %b %Y";
    return bad_row_words(facts);
}

TEST_CASE("records with faults") {
    CHECK(words(BadRowKind::too_few_fields) == "2 fields where 3 are expected; is a delimiter or a quote missing?");
    CHECK(words(BadRowKind::too_many_fields) == "2 fields where 3 are expected; is a delimiter or a quote too many?");
    CHECK(words(BadRowKind::text_after_quote) ==
          "text stands behind a closing quote; double the quote (\"\") where it is part of the text");
    BadRowFacts one;
    one.fields = 1;
    one.expected_fields = 3;
    CHECK(bad_row_words(one) == "1 field where 3 are expected; is a delimiter or a quote missing?");
}

TEST_CASE("dates, with what was expected") {
    CHECK(words(BadRowKind::date_blank) == "column 'c': '' is no date: the field is blank");
    CHECK(words(BadRowKind::date_unreadable, "x") ==
          "column 'c': 'x' is not a date with the year first (2025-01-31), as the other rows have it");
    CHECK(words(BadRowKind::date_unreadable, "x", DateForm::day_first) ==
          "column 'c': 'x' is not a date with the day first (31/01/2025), as the other rows have it");
    CHECK(words(BadRowKind::date_unreadable, "x", DateForm::month_first) ==
          "column 'c': 'x' is not a date with the month first (01/31/2025), as the other rows have it");
    CHECK(words(BadRowKind::date_unreadable, "x", DateForm::custom) ==
          "column 'c': 'x' does not fit --date-format '%d %b %Y'");
    CHECK(words(BadRowKind::date_unreadable, "x", DateForm::none) ==
          "column 'c': 'x' is no date in a form that is known; say how it is written with --date-format");
    CHECK(words(BadRowKind::date_unreadable, "x", DateForm::month_name) ==
          "column 'c': 'x' is not a date with the month by name (31 Jan 2025), as the other rows have it");
    CHECK(words(BadRowKind::date_unreadable, "x", DateForm::unix_seconds) ==
          "column 'c': 'x' is not a Unix time in seconds (1738281600)");
    CHECK(words(BadRowKind::date_unreadable, "x", DateForm::unix_milliseconds) ==
          "column 'c': 'x' is not a Unix time in milliseconds (1738281600000)");
    CHECK(words(BadRowKind::date_unreadable, "x", DateForm::excel) ==
          "column 'c': 'x' is not a serial number of a day (45688), as --date-format excel wants it");
    CHECK(words(BadRowKind::date_impossible, "60", DateForm::excel) ==
          "column 'c': '60' is the serial number of no day: those are 1 to 2958465 without 60");
    CHECK(words(BadRowKind::date_impossible, "Mon 2025-01-31") ==
          "column 'c': 'Mon 2025-01-31' is no day of the calendar, or not that day of the week; correct it");
    CHECK(words(BadRowKind::date_impossible, "Mon 31/01/2025", DateForm::day_first) ==
          "column 'c': 'Mon 31/01/2025' is no day of the calendar, or not that day of the week with the day first, as "
          "the other rows have it");
    CHECK(words(BadRowKind::date_impossible, "2025-02-30") ==
          "column 'c': '2025-02-30' is no day of the calendar; correct it");
    CHECK(words(BadRowKind::date_impossible, "30/02/2025", DateForm::day_first) ==
          "column 'c': '30/02/2025' is no day of the calendar with the day first, as the other rows have it");
}

TEST_CASE("amounts, the other decimal mark is advised where it would help") {
    CHECK(words(BadRowKind::amount_blank) == "column 'c': '' is no amount: the field is blank");
    CHECK(words(BadRowKind::amount_not_a_number, "12,50") == "column 'c': '12,50' is not a number; try --decimal ,");
    CHECK(words(BadRowKind::amount_not_a_number, "1.234,5") ==
          "column 'c': '1.234,5' is not a number; try --decimal ,");
    CHECK(words(BadRowKind::amount_not_a_number, "12,3,4") == "column 'c': '12,3,4' is not a number; try --decimal ,");
    CHECK(words(BadRowKind::amount_not_a_number, "1.2.3") == "column 'c': '1.2.3' is not a number");
    CHECK(words(BadRowKind::amount_not_a_number, "12.50") == "column 'c': '12.50' is not a number; try --decimal .");
    CHECK(words(BadRowKind::amount_not_a_number, "abc") == "column 'c': 'abc' is not a number");
    CHECK(words(BadRowKind::amount_too_precise, "0.0000001") ==
          "column 'c': '0.0000001' has more than six decimals; round it in the export");
    CHECK(words(BadRowKind::amount_out_of_range, "1e") ==
          "column 'c': '1e' is beyond 9,223,372,036,854.775807, the largest amount");
}

TEST_CASE("what stands in the field is shown on one line, shortened") {
    CHECK(words(BadRowKind::amount_not_a_number, "a\nb") == "column 'c': 'a\\nb' is not a number");
    CHECK(words(BadRowKind::amount_not_a_number, std::string(100'000, 'z')).size() < 200);
}

TEST_CASE("every kind is counted in words of its own") {
    std::vector<std::string> all;
    for (int kind = 0; kind < bad_row_kinds; ++kind) {
        const std::string text = bad_row_count_words(static_cast<BadRowKind>(kind), 3);
        CHECK_THAT(text, Catch::StartsWith("3 with"));
        CHECK(std::count(all.begin(), all.end(), text) == 0);
        all.push_back(text);
    }
}

}  // namespace
}  // namespace rfm::orders
