#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "sql/dialects/engines.h"

namespace rfm::sql {
namespace {

struct Named {
    std::string_view name;
    const Dialect& (*dialect)();
};

constexpr Named dialects[] = {
    {"bigquery", bigquery},   {"clickhouse", clickhouse}, {"duckdb", duckdb}, {"postgres", postgres},
    {"snowflake", snowflake}, {"spark", spark},           {"sqlite", sqlite}, {"trino", trino},
};

}  // namespace

const Dialect& dialect_named(std::string_view name) {
    std::string names;
    for (const Named& named : dialects) {
        if (named.name == name) return named.dialect();
        names += fmt::format("{}{}", names.empty() ? "" : ", ", named.name);
    }
    throw Error(ErrorKind::usage, fmt::format("--dialect {}: must be one of {}", base::shown(name), names));
}

}  // namespace rfm::sql
