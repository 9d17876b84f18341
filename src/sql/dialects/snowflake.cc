#include <fmt/format.h>

#include "sql/dialects/engines.h"
#include "sql/quoting.h"

namespace rfm::sql {
namespace {

class Snowflake : public Dialect {
public:
    std::string_view engine() const override { return "Snowflake"; }

    std::string literal(std::string_view text) const override { return escaped_quotes(text, '\''); }

    std::string white_space() const override { return R"(' \t\n\u000b\f\r\u00a0\u3000')"; }
    std::string trimmed(const std::string& text) const override {
        return fmt::format("TRIM({}, {})", text, white_space());
    }

    std::string day(const std::string& value, std::string_view zone) const override {
        if (zone.empty()) return fmt::format("CAST({} AS DATE)", value);
        return fmt::format("CAST(CONVERT_TIMEZONE({}, {}) AS DATE)", literal(zone), value);
    }
    std::string days_between(const std::string& earlier, const std::string& later) const override {
        return fmt::format("DATEDIFF(day, {}, {})", earlier, later);
    }
    std::string days_later(const std::string& day, int count) const override {
        return fmt::format("DATEADD(day, {}, {})", count, day);
    }
    std::string months_before(const std::string& day, int count) const override {
        return fmt::format("DATEADD(month, -{}, {})", count, day);
    }

    // A quotient is rounded at its sixth decimal, so that one just below a whole number would become it.
    std::string quotient(const std::string& a, const std::string& b) const override {
        return fmt::format("CAST(({0} - MOD({0}, {1})) / ({1}) AS DECIMAL(38, 0))", a, b);
    }

    // Names without quotes are put into capitals.
    std::string result_name(std::string_view name) const override { return identifier(name); }
    std::string instant_type() const override { return "TIMESTAMP_TZ"; }
};

}  // namespace

const Dialect& snowflake() {
    static const Snowflake dialect;
    return dialect;
}

}  // namespace rfm::sql
