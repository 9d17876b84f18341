#include <fmt/format.h>

#include "sql/dialects/engines.h"

namespace rfm::sql {
namespace {

class Trino : public Dialect {
public:
    std::string_view engine() const override { return "Trino"; }

    std::string joined(std::span<const std::string> values) const override {
        std::string texts;
        for (const std::string& value : values) texts += (texts.empty() ? "" : ", ") + as_text(value);
        return fmt::format("CONCAT({})", texts);
    }

    std::string day(const std::string& value, std::string_view zone) const override {
        if (zone.empty()) return fmt::format("CAST({} AS DATE)", value);
        return fmt::format("CAST({} AT TIME ZONE {} AS DATE)", value, literal(zone));
    }
    std::string days_between(const std::string& earlier, const std::string& later) const override {
        return fmt::format("DATE_DIFF('day', {}, {})", earlier, later);
    }
    std::string days_later(const std::string& day, int count) const override {
        return fmt::format("DATE_ADD('day', {}, {})", count, day);
    }
    std::string months_before(const std::string& day, int count) const override {
        return fmt::format("DATE_ADD('month', -{}, {})", count, day);
    }

    // Quotients of decimals are rounded. 64 bits that do not suffice stop the query.
    std::string wide(const std::string& number) const override { return fmt::format("CAST({} AS BIGINT)", number); }

    // There is no function for it: what is no number can't become one, and the error shows the text.
    std::string stop(std::string_view words, const std::string& shown_text, const std::string& type) const override {
        return fmt::format("CAST({} || COALESCE({}, 'NULL') AS {})", literal(words), shown_text, type);
    }
};

}  // namespace

const Dialect& trino() {
    static const Trino dialect;
    return dialect;
}

}  // namespace rfm::sql
