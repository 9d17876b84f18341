#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "sql/dialects/engines.h"
#include "sql/quoting.h"

namespace rfm::sql {
namespace {

class Postgres : public Dialect {
public:
    std::string_view engine() const override { return "PostgreSQL"; }

    // A longer name is cut, and could be another one's.
    std::string identifier(std::string_view name) const override {
        constexpr std::size_t longest = 63;
        if (name.size() > longest) {
            throw Error(ErrorKind::usage, fmt::format("{}: is longer than the {} bytes that names have in PostgreSQL",
                                                      base::shown(name), longest));
        }
        return doubled_quotes(name, '"');
    }
    // Without a backslash a text means the same whatever standard_conforming_strings says; with one, E'' does.
    std::string literal(std::string_view text) const override {
        if (text.find('\\') == std::string_view::npos) return doubled_quotes(text, '\'');
        std::string escaped;
        for (const char c : text) escaped.append(c == '\\' ? 2 : 1, c);
        return "E" + doubled_quotes(escaped, '\'');
    }

    std::string white_space() const override { return R"(E' \t\n\x0B\f\r\u00A0\u3000')"; }

    // The database's own order of texts is mostly that of a language.
    std::string in_byte_order(const std::string& text) const override { return text + " COLLATE \"C\""; }

    std::string day(const std::string& value, std::string_view zone) const override {
        if (zone.empty()) return fmt::format("CAST({} AS date)", value);
        return fmt::format("CAST(CAST({} AS timestamptz) AT TIME ZONE {} AS date)", value, literal(zone));
    }
    std::string days_between(const std::string& earlier, const std::string& later) const override {
        return fmt::format("({} - {})", later, earlier);
    }
    std::string months_before(const std::string& day, int count) const override {
        return fmt::format("CAST({} - INTERVAL '{} months' AS date)", day, count);
    }

    std::string quotient(const std::string& a, const std::string& b) const override {
        return fmt::format("DIV({}, {})", a, b);
    }
    std::string wide(const std::string& number) const override { return fmt::format("CAST({} AS numeric)", number); }

    // There is no function for it: what is no number can't become one, and the error shows the text. It hangs on the
    // row's value, so that the planner does not work it out beforehand.
    std::string stop(std::string_view words, const std::string& shown_text, const std::string& type) const override {
        return fmt::format("CAST({} || COALESCE({}, 'NULL') AS {})", literal(words), shown_text, type);
    }
    std::string text_type() const override { return "text"; }
};

}  // namespace

const Dialect& postgres() {
    static const Postgres dialect;
    return dialect;
}

}  // namespace rfm::sql
