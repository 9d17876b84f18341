#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/query.h"
#include "sql/table_name.h"

namespace rfm::sql {

std::string table_ddl(const Request& request, const Dialect& dialect) {
    check_request(request);
    const Plan& plan = request.plan;
    std::vector<std::string> names;
    std::vector<std::string> columns;
    const auto add = [&](const std::string& name, const std::string& type) {
        if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
        names.push_back(name);
        columns.push_back(fmt::format("  {} {}", dialect.identifier(name), type));
    };
    for (const std::string& name : customer_columns_of(plan.customer)) add(name, dialect.text_type());
    const std::string day_type = plan.time_zone.empty() ? dialect.date_type() : dialect.instant_type();
    add(plan.order_id, plan.order_id == plan.date ? day_type : dialect.text_type());
    add(plan.date, day_type);
    if (!plan.no_monetary) add(plan.amount, dialect.amount_type(request.amount_decimals));
    add(plan.status, dialect.text_type());
    for (const RowFilter& filter : plan.filters) {
        if (filter.column != "status" || plan.status.empty()) add(filter.column, dialect.text_type());
    }
    return fmt::format(
        "-- A table of orders that the query reads; written by rfm sql for {}.\nCREATE TABLE {} (\n{}\n){};\n",
        dialect.engine(), quoted_table(dialect, request.table), fmt::join(columns, ",\n"), dialect.table_options());
}

}  // namespace rfm::sql
