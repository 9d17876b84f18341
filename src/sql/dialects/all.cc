#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "sql/dialects/engines.h"

namespace rfm::sql {

const Dialect& dialect_named(std::string_view name) {
    if (name == "duckdb") return duckdb();
    if (name == "postgres") return postgres();
    throw Error(ErrorKind::usage, fmt::format("--dialect {}: must be one of duckdb, postgres", base::shown(name)));
}

}  // namespace rfm::sql
