#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rfm/error.h>

#include "sql/dialects/engines.h"
#include "sql/quoting.h"

namespace rfm::sql {
namespace {

// There are no days and no decimals: days are texts like 2025-01-31, amounts whole numbers of their last decimal.
class Sqlite : public Dialect {
public:
    std::string_view engine() const override { return "SQLite"; }

    // In "" an unknown name would be a text.
    std::string identifier(std::string_view name) const override { return doubled_quotes(name, '`'); }
    std::string date(DayNumber day) const override { return literal(format_day(day)); }

    std::string white_space() const override { return "' ' || CHAR(9, 10, 11, 12, 13, 160, 12288)"; }
    std::string trimmed(const std::string& text) const override {
        return fmt::format("TRIM({}, {})", text, white_space());
    }
    std::string joined(std::span<const std::string> values) const override {
        return fmt::format("{}", fmt::join(values, " || "));
    }

    std::string day(const std::string& value, std::string_view zone) const override {
        if (!zone.empty()) refuse_zone();
        // DATE takes much that is no day: 'now', numbers, the 31st of February, and of an offset another day than the
        // one that is written. Without a modifier it gives that 31st back as it stands.
        const std::string written = first_characters(value, "10");
        return fmt::format("CASE WHEN DATE({0}, '+0 days') = {0} AND SUBSTR({1}, 11, 1) IN ('', ' ', 'T') THEN {0} END",
                           written, value);
    }
    std::string days_between(const std::string& earlier, const std::string& later) const override {
        return fmt::format("CAST(JULIANDAY({}) - JULIANDAY({}) AS INTEGER)", later, earlier);
    }
    std::string days_later(const std::string& day, int count) const override {
        return fmt::format("DATE({}, '{:+} days')", day, count);
    }
    // It goes on into the next month where there is no such day.
    std::string months_before(const std::string& day, int count) const override {
        return fmt::format("MIN(DATE({0}, '-{1} months'), DATE({0}, 'start of month', '{2:+} months', '-1 day'))", day,
                           count, 1 - count);
    }

    std::string remainder(const std::string& a, const std::string& b) const override {
        return fmt::format("(({}) % ({}))", a, b);
    }
    std::string larger(const std::string& a, const std::string& b) const override {
        return fmt::format("MAX({}, {})", a, b);
    }
    std::string smaller(const std::string& a, const std::string& b) const override {
        return fmt::format("MIN({}, {})", a, b);
    }
    std::string wide(const std::string& number) const override { return number; }
    std::string number(const std::string& value) const override { return value; }

    std::string cross_join(const std::vector<std::string>& values, std::string_view table,
                           std::string_view column) const override {
        std::string rows;
        for (const std::string& value : values) {
            rows += fmt::format("{}SELECT {} AS {}", rows.empty() ? "" : " UNION ALL ", value, column);
        }
        return fmt::format("CROSS JOIN ({}) AS {}", rows, table);
    }

    // A column holds anything, whatever its type.
    std::string is_amount(const std::string& value) const override {
        return fmt::format("(TYPEOF({0}) IN ('integer', 'real') AND {0} > -1e13 AND {0} < 1e13)", value);
    }
    // The nearest number of 64 bits to a decimal one of up to 15 digits is nobody else's.
    std::string amount(const std::string& value, int decimals) const override {
        const std::string scaled = fmt::format("CAST(ROUND({} * 1{:0<{}}) AS INTEGER)", value, "", decimals);
        const std::string words = fmt::format(
            "rfm: an amount is missing, is no number, or has more than {} decimals (--decimals) or 13 digits before "
            "the point: ",
            decimals);
        return fmt::format("CASE WHEN {5} AND {0} / 1{1:0<{2}}.0 = CAST({3} AS REAL) THEN {0} ELSE {4} END", scaled, "",
                           decimals, value, stop(words, as_text(value), ""), is_amount(value));
    }
    std::string given_day(const std::string& day, const std::string& text) const override {
        return fmt::format(
            "CASE WHEN {0} IS NOT NULL THEN {0} ELSE {1} END", day,
            stop("rfm: an order has no date that begins as 2025-01-31 does; its customer: ", text, date_type()));
    }
    std::string scaled(const std::string& sum, int) const override { return sum; }
    std::string written(const std::string& sum, int decimals) const override {
        if (decimals == 0) return sum;
        return fmt::format(
            "CASE WHEN {0} < 0 THEN '-' ELSE '' END || PRINTF('%d.%0{1}d', ABS({0}) / 1{2:0<{1}}, ABS({0}) % "
            "1{2:0<{1}})",
            sum, decimals, "");
    }
    // There is no function for it: what is no path is shown in the error of one that wants a path.
    std::string stop(std::string_view words, const std::string& shown_text, const std::string&) const override {
        return fmt::format("JSON_EXTRACT('{{}}', {} || COALESCE({}, 'NULL'))", literal(words), shown_text);
    }
    std::string nothing(bool) const override { return "NULL"; }

    std::string text_type() const override { return "TEXT"; }
    std::string date_type() const override { return "TEXT"; }
    std::string instant_type() const override { refuse_zone(); }
    std::string amount_type(int) const override { return "NUMERIC"; }

private:
    [[noreturn]] static void refuse_zone() {
        throw Error(ErrorKind::usage, "--tz: SQLite knows no time zones; give a column with the days of the zone");
    }
};

}  // namespace

const Dialect& sqlite() {
    static const Sqlite dialect;
    return dialect;
}

}  // namespace rfm::sql
