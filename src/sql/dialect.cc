#include "sql/dialect.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/shown_text.h"
#include "sql/quoting.h"

namespace rfm::sql {

std::size_t characters_in(std::string_view text) noexcept {
    std::size_t count = 0;
    for (; !text.empty(); ++count) text.remove_prefix(std::max<std::size_t>(1, base::utf8_length(text)));
    return count;
}

std::string Dialect::identifier(std::string_view name) const {
    return doubled_quotes(name, '"');
}

std::string Dialect::literal(std::string_view text) const {
    return doubled_quotes(text, '\'');
}

std::string Dialect::date(DayNumber day) const {
    return fmt::format("DATE '{}'", format_day(day));
}

std::string Dialect::as_text(const std::string& value) const {
    return fmt::format("CAST({} AS {})", value, text_type());
}

// The characters of base/white_space.h: ASCII white space, the no-break space and the ideographic space.
std::string Dialect::white_space() const {
    return "' ' || CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(160) || CHR(12288)";
}

std::string Dialect::trimmed(const std::string& text) const {
    return fmt::format("TRIM(BOTH {} FROM {})", white_space(), text);
}

std::string Dialect::null_if_empty(const std::string& text) const {
    return fmt::format("NULLIF({}, '')", text);
}

std::string Dialect::starts_with(const std::string& text, std::string_view prefix) const {
    return fmt::format("{} = {}", first_characters(text, std::to_string(characters_in(prefix))), literal(prefix));
}

std::string Dialect::in_byte_order(const std::string& text) const {
    return text;
}

std::string Dialect::joined(std::span<const std::string> values) const {
    return fmt::format("CONCAT({})", fmt::join(values, ", "));
}

std::string Dialect::joined_as_texts(std::span<const std::string> values) const {
    std::string texts;
    for (const std::string& value : values) texts += (texts.empty() ? "" : ", ") + as_text(value);
    return fmt::format("CONCAT({})", texts);
}

std::string Dialect::first_characters(const std::string& text, const std::string& count) const {
    return fmt::format("SUBSTR({}, 1, {})", text, count);
}

std::string Dialect::days_later(const std::string& day, int count) const {
    return fmt::format("{} {} {}", day, count < 0 ? "-" : "+", std::abs(count));
}

std::string Dialect::quotient(const std::string& a, const std::string& b) const {
    return fmt::format("(({}) / ({}))", a, b);
}

std::string Dialect::remainder(const std::string& a, const std::string& b) const {
    return fmt::format("MOD({}, {})", a, b);
}

std::string Dialect::larger(const std::string& a, const std::string& b) const {
    return fmt::format("GREATEST({}, {})", a, b);
}

std::string Dialect::smaller(const std::string& a, const std::string& b) const {
    return fmt::format("LEAST({}, {})", a, b);
}

std::string Dialect::wide(const std::string& number) const {
    return fmt::format("CAST({} AS DECIMAL(38, 0))", number);
}

std::string Dialect::whole(const std::string& number) const {
    return fmt::format("CAST({} AS INTEGER)", number);
}

std::string Dialect::number(const std::string& value) const {
    return fmt::format("CAST({} AS BIGINT)", value);
}

std::string Dialect::cross_join(const std::vector<std::string>& values, std::string_view table,
                                std::string_view column) const {
    return fmt::format("CROSS JOIN (VALUES ({})) AS {}({})", fmt::join(values, "), ("), table, column);
}

std::string Dialect::only_wanted(std::string_view table, const std::vector<std::string>& columns,
                                 std::string_view wanted) const {
    std::string text =
        fmt::format("  JOIN (SELECT DISTINCT {} FROM {}) AS wanted\n    ON ", fmt::join(columns, ", "), wanted);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        text += fmt::format("{0}wanted.{1} = {2}.{1}", i == 0 ? "" : " AND ", columns[i], table);
    }
    return text + "\n";
}

std::string Dialect::worked_out_once(const std::string& query, const std::vector<std::string>&) const {
    return query;
}

// What is no number can't become one, and the error shows the text: for engines that have no function for it.
std::string Dialect::stop(std::string_view words, const std::string& shown_text, const std::string& type) const {
    return fmt::format("CAST({} || COALESCE({}, 'NULL') AS {})", literal(words), shown_text, type);
}

std::string Dialect::small_hint(std::string_view) const {
    return {};
}

std::string Dialect::amount_type(int decimals) const {
    // Thirteen digits before the point are what score takes (2^63 in units of 10^-6).
    return fmt::format("DECIMAL({}, {})", 13 + decimals, decimals);
}

std::string amount_words(int decimals) {
    return fmt::format(
        "rfm: an amount is missing, or has more than {} decimals (--decimals) or 13 digits before the point: ",
        decimals);
}

std::string_view day_words() noexcept {
    return "rfm: an order has no date; its customer: ";
}

std::string Dialect::is_amount(const std::string& value) const {
    return fmt::format("{} IS NOT NULL", value);
}

std::string Dialect::amount(const std::string& value, int decimals) const {
    const std::string cast = fmt::format("CAST({} AS {})", value, amount_type(decimals));
    return fmt::format("CASE WHEN {} = {} THEN {} ELSE {} END", cast, value, cast,
                       stop(amount_words(decimals), as_text(value), amount_type(decimals)));
}

std::string Dialect::given_day(const std::string& day, const std::string& text) const {
    return fmt::format("CASE WHEN {0} IS NOT NULL THEN {0} ELSE {1} END", day, stop(day_words(), text, date_type()));
}

std::string Dialect::scaled(const std::string& sum, int decimals) const {
    if (decimals == 0) return fmt::format("CAST({} AS BIGINT)", sum);
    return fmt::format("CAST({} * 1{:0<{}} AS BIGINT)", sum, "", decimals);
}

std::string Dialect::written(const std::string& sum, int decimals) const {
    return fmt::format("CAST({} AS DECIMAL(38, {}))", sum, decimals);
}

std::string Dialect::nothing(bool is_number) const {
    return is_number ? "CAST(NULL AS INTEGER)" : fmt::format("CAST(NULL AS {})", text_type());
}

}  // namespace rfm::sql
