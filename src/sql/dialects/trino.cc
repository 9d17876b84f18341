#include <fmt/format.h>

#include "sql/dialects/engines.h"

namespace rfm::sql {
namespace {

class Trino : public Dialect {
public:
    std::string_view engine() const override { return "Trino"; }

    std::string joined(std::span<const std::string> values) const override { return joined_as_texts(values); }

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
};

}  // namespace

const Dialect& trino() {
    static const Trino dialect;
    return dialect;
}

}  // namespace rfm::sql
