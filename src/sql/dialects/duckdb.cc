#include <fmt/format.h>

#include "sql/dialects/engines.h"

namespace rfm::sql {
namespace {

class DuckDb : public Dialect {
public:
    std::string_view engine() const override { return "DuckDB"; }

    std::string trimmed(const std::string& text) const override {
        return fmt::format("TRIM({}, {})", text, white_space());
    }

    std::string day(const std::string& value, std::string_view zone) const override {
        if (zone.empty()) return fmt::format("CAST({} AS DATE)", value);
        return fmt::format("CAST(timezone({}, CAST({} AS TIMESTAMPTZ)) AS DATE)", literal(zone), value);
    }
    std::string days_between(const std::string& earlier, const std::string& later) const override {
        return fmt::format("date_diff('day', {}, {})", earlier, later);
    }
    std::string months_before(const std::string& day, int count) const override {
        return fmt::format("CAST({} - INTERVAL {} MONTH AS DATE)", day, count);
    }

    // `/` gives a floating-point number here.
    std::string quotient(const std::string& a, const std::string& b) const override {
        return fmt::format("(({}) // ({}))", a, b);
    }
    std::string wide(const std::string& number) const override { return fmt::format("CAST({} AS HUGEINT)", number); }

    std::string stop(std::string_view words, const std::string& shown_text, const std::string&) const override {
        return fmt::format("error({} || COALESCE({}, 'NULL'))", literal(words), shown_text);
    }
};

}  // namespace

const Dialect& duckdb() {
    static const DuckDb dialect;
    return dialect;
}

}  // namespace rfm::sql
