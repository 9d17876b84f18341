#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "sql/dialects/engines.h"
#include "sql/quoting.h"

namespace rfm::sql {
namespace {

class Spark : public Dialect {
public:
    std::string_view engine() const override { return "Spark SQL"; }

    std::string identifier(std::string_view name) const override {
        // Spark replaces ${variables} before it reads a statement, and a name has no other way to write them.
        if (name.find("${") != std::string_view::npos) {
            throw Error(ErrorKind::usage,
                        fmt::format("{}: Spark would take ${{ for a variable; name the column otherwise in a view",
                                    base::shown(name)));
        }
        return doubled_quotes(name, '`');
    }
    std::string literal(std::string_view text) const override {
        std::string quoted = escaped_quotes(text, '\'');
        for (std::size_t at = quoted.find("${"); at != std::string::npos; at = quoted.find("${")) {
            quoted.replace(at, 2, "$\\u007b");
        }
        return quoted;
    }

    std::string white_space() const override { return R"(' \t\n\u000b\u000c\r\u00a0\u3000')"; }

    std::string day(const std::string& value, std::string_view zone) const override {
        if (zone.empty()) return fmt::format("CAST({} AS DATE)", value);
        return fmt::format("CAST(CONVERT_TIMEZONE(CURRENT_TIMEZONE(), {}, CAST({} AS TIMESTAMP_NTZ)) AS DATE)",
                           literal(zone), value);
    }
    std::string days_between(const std::string& earlier, const std::string& later) const override {
        return fmt::format("DATEDIFF({}, {})", later, earlier);
    }
    std::string days_later(const std::string& day, int count) const override {
        return fmt::format("DATE_ADD({}, {})", day, count);
    }
    std::string months_before(const std::string& day, int count) const override {
        return fmt::format("ADD_MONTHS({}, -{})", day, count);
    }

    std::string quotient(const std::string& a, const std::string& b) const override {
        return fmt::format("(({}) DIV ({}))", a, b);
    }
    // Everything small is sent to where the customers are, so that they stay there.
    std::string small_hint(std::string_view table) const override {
        return fmt::format("/*+ BROADCAST({}) */ ", table);
    }

    // Without spark.sql.ansi.enabled a number that is too large wraps around.
    std::string scaled(const std::string& sum, int decimals) const override {
        return fmt::format("CASE WHEN ABS({0}) < 9223372036854 THEN {1} ELSE {2} END", sum,
                           Dialect::scaled(sum, decimals),
                           stop("rfm: a sum of amounts does not fit: ", as_text(sum), "BIGINT"));
    }
    std::string stop(std::string_view words, const std::string& shown_text, const std::string& type) const override {
        return fmt::format("CAST(RAISE_ERROR(CONCAT({}, COALESCE({}, 'NULL'))) AS {})", literal(words), shown_text,
                           type);
    }
    std::string text_type() const override { return "STRING"; }
    std::string instant_type() const override { return "TIMESTAMP"; }
};

}  // namespace

const Dialect& spark() {
    static const Spark dialect;
    return dialect;
}

}  // namespace rfm::sql
