// What engines write differently. Every function takes and gives SQL expressions, but for those that quote.
// The functions here are what most of them share; each engine has a file in dialects/ with what it does otherwise.
// Thread-safety: immutable.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/day.h>

namespace rfm::sql {

class Dialect {
public:
    virtual ~Dialect() = default;

    // As in "DuckDB".
    virtual std::string_view engine() const = 0;

    // Quoted, so that nothing in it can end it. Throws Error(usage) for what the engine can't hold.
    virtual std::string identifier(std::string_view name) const;
    virtual std::string literal(std::string_view text) const;
    virtual std::string date(DayNumber day) const;

    // A column of any type as text.
    virtual std::string as_text(const std::string& value) const;
    // The characters that trimmed() leaves off, as an expression.
    virtual std::string white_space() const;
    // Without the white space around it that score leaves off (base/white_space.h).
    virtual std::string trimmed(const std::string& text) const;
    // NULL for an empty text.
    virtual std::string null_if_empty(const std::string& text) const;
    virtual std::string starts_with(const std::string& text, std::string_view prefix) const;
    // A text such that it is put in order, and found the largest, byte by byte.
    virtual std::string in_byte_order(const std::string& text) const;
    // Texts and whole numbers side by side.
    virtual std::string joined(std::span<const std::string> values) const;
    // The first so many characters of a text.
    virtual std::string first_characters(const std::string& text, const std::string& count) const;

    // The day of a column that holds dates or times; with a zone, the zone's day of a column that holds instants.
    virtual std::string day(const std::string& value, std::string_view zone) const = 0;
    virtual std::string days_between(const std::string& earlier, const std::string& later) const = 0;
    virtual std::string days_later(const std::string& day, int count) const;
    // The same day of an earlier month, or that month's last where it has no such day.
    virtual std::string months_before(const std::string& day, int count) const = 0;

    // Whole numbers, the quotient without its remainder; none is negative.
    virtual std::string quotient(const std::string& a, const std::string& b) const;
    virtual std::string remainder(const std::string& a, const std::string& b) const;
    virtual std::string larger(const std::string& a, const std::string& b) const;
    virtual std::string smaller(const std::string& a, const std::string& b) const;
    // So wide that ten times the difference of two 64-bit numbers fits.
    virtual std::string wide(const std::string& number) const;
    // A whole number as one of 32 bits or more, for what is written out.
    virtual std::string whole(const std::string& number) const;

    // A number of 64 bits.
    virtual std::string number(const std::string& value) const;

    // CROSS JOIN with a table of one column that holds these numbers or texts.
    virtual std::string cross_join(const std::vector<std::string>& values, std::string_view table,
                                   std::string_view column) const;
    // Behind FROM: only the rows of `table` whose columns are those of a row of `wanted`, a small table. What it may be
    // called in a hint is "wanted".
    virtual std::string only_wanted(std::string_view table, const std::vector<std::string>& columns,
                                    std::string_view wanted) const;
    // The query of a step of few rows that others use, as a step that is worked out once, however often it is used: for
    // engines that would work it out, and all that it needs, anew for each use.
    virtual std::string worked_out_once(const std::string& query, const std::vector<std::string>& columns) const;
    // Behind SELECT: that a table of it is small enough to be sent everywhere. Empty, or with a blank at the end.
    virtual std::string small_hint(std::string_view table) const;

    // Whether an amount of a row is one: not missing, and a number, where a column can hold what is none.
    virtual std::string is_amount(const std::string& value) const;
    // An amount of a row as a decimal number that sums are exact of; the query stops at an amount that is missing, has
    // more decimals, or 14 digits before the point.
    virtual std::string amount(const std::string& value, int decimals) const;
    // A day that must not be missing; text: what is shown when it is.
    virtual std::string given_day(const std::string& day, const std::string& text) const;
    // A sum of such amounts as a whole number of 64 bits, in units of its last decimal.
    virtual std::string scaled(const std::string& sum, int decimals) const;
    // A sum as it is written: always with all decimals.
    virtual std::string written(const std::string& sum, int decimals) const;
    // Stops the query, with words and a value of text type, where a value of some type is wanted.
    virtual std::string stop(std::string_view words, const std::string& shown_text, const std::string& type) const;
    // What the result's columns are called, so that a header has lower-case names.
    virtual std::string result_name(std::string_view name) const { return std::string(name); }
    // What stands in a column that has no value.
    virtual std::string nothing(bool is_number) const;

    // The type names of a table of orders: text, day, and amount.
    virtual std::string text_type() const { return "VARCHAR"; }
    virtual std::string date_type() const { return "DATE"; }
    virtual std::string instant_type() const { return "TIMESTAMP WITH TIME ZONE"; }
    virtual std::string amount_type(int decimals) const;
    // What stands behind the columns in CREATE TABLE.
    virtual std::string table_options() const { return {}; }

protected:
    // joined() for engines that join nothing but texts.
    std::string joined_as_texts(std::span<const std::string> values) const;
};

// How many characters a UTF-8 text has.
std::size_t characters_in(std::string_view text) noexcept;

// What amount() and given_day() stop with, up to the value that is shown.
std::string amount_words(int decimals);
std::string_view day_words() noexcept;

// duckdb, postgres, …: throws Error(usage) that lists them.
const Dialect& dialect_named(std::string_view name);

}  // namespace rfm::sql
