#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "sql/dialects/engines.h"
#include "sql/quoting.h"

namespace rfm::sql {
namespace {

class BigQuery : public Dialect {
public:
    std::string_view engine() const override { return "BigQuery"; }

    std::string identifier(std::string_view name) const override {
        // In a quoted name, too, a point parts dataset and table; a column can't have one.
        if (name.find('.') != std::string_view::npos) {
            throw Error(
                ErrorKind::usage,
                fmt::format("{}: BigQuery has no names with a point; give dataset and table as parts of --table, "
                            "and name the column otherwise in a view",
                            base::shown(name)));
        }
        return escaped_quotes(name, '`');
    }
    std::string literal(std::string_view text) const override { return escaped_quotes(text, '\''); }

    std::string white_space() const override { return R"(' \t\n\v\f\r\u00a0\u3000')"; }
    std::string trimmed(const std::string& text) const override {
        return fmt::format("TRIM({}, {})", text, white_space());
    }
    std::string starts_with(const std::string& text, std::string_view prefix) const override {
        return fmt::format("STARTS_WITH({}, {})", text, literal(prefix));
    }
    std::string joined(std::span<const std::string> values) const override { return joined_as_texts(values); }

    std::string day(const std::string& value, std::string_view zone) const override {
        if (zone.empty()) return fmt::format("CAST({} AS DATE)", value);
        return fmt::format("DATE({}, {})", value, literal(zone));
    }
    std::string days_between(const std::string& earlier, const std::string& later) const override {
        return fmt::format("DATE_DIFF({}, {}, DAY)", later, earlier);
    }
    std::string days_later(const std::string& day, int count) const override {
        return fmt::format("DATE_ADD({}, INTERVAL {} DAY)", day, count);
    }
    std::string months_before(const std::string& day, int count) const override {
        return fmt::format("DATE_SUB({}, INTERVAL {} MONTH)", day, count);
    }

    std::string quotient(const std::string& a, const std::string& b) const override {
        return fmt::format("DIV({}, {})", a, b);
    }
    std::string wide(const std::string& number) const override { return fmt::format("CAST({} AS BIGNUMERIC)", number); }
    std::string whole(const std::string& number) const override { return fmt::format("CAST({} AS INT64)", number); }
    std::string number(const std::string& value) const override { return fmt::format("CAST({} AS INT64)", value); }

    std::string cross_join(const std::vector<std::string>& values, std::string_view,
                           std::string_view column) const override {
        return fmt::format("CROSS JOIN UNNEST([{}]) AS {}", fmt::join(values, ", "), column);
    }

    std::string scaled(const std::string& sum, int decimals) const override {
        return fmt::format("CAST({} * 1{:0<{}} AS INT64)", sum, "", decimals);
    }
    // A NUMERIC is written without the zeros at its end.
    std::string written(const std::string& sum, int decimals) const override {
        return fmt::format("FORMAT('%.{}f', {})", decimals, sum);
    }
    std::string stop(std::string_view words, const std::string& shown_text, const std::string&) const override {
        return fmt::format("ERROR(CONCAT({}, COALESCE({}, 'NULL')))", literal(words), shown_text);
    }
    std::string nothing(bool is_number) const override {
        return is_number ? "CAST(NULL AS INT64)" : "CAST(NULL AS STRING)";
    }

    std::string text_type() const override { return "STRING"; }
    std::string instant_type() const override { return "TIMESTAMP"; }
    std::string amount_type(int decimals) const override {
        return fmt::format("NUMERIC({}, {})", 13 + decimals, decimals);
    }
};

}  // namespace

const Dialect& bigquery() {
    static const BigQuery dialect;
    return dialect;
}

}  // namespace rfm::sql
