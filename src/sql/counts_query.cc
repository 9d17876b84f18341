#include <vector>

#include <fmt/format.h>

#include "sql/query.h"
#include "sql/row_steps.h"
#include "sql/steps.h"

namespace rfm::sql {

// What becomes of a row is decided in the order in which score decides it (orders/row_reader.cc, read_record): filters,
// blank customer, what is wrong with it, after the as-of date, before the first day.
std::string counts_query(const Request& request, const Dialect& dialect) {
    check_request(request);
    const Plan& plan = request.plan;
    Steps steps;
    add_source_rows(request, dialect, Filtered::marked, steps);
    add_time_frame(request, dialect, Filtered::marked, steps);
    std::string fates = "  SELECT\n    CASE\n";
    const auto add_fate = [&](const std::string& condition, std::string_view fate) {
        if (!condition.empty()) fates += fmt::format("      WHEN {} THEN '{}'\n", condition, fate);
    };
    add_fate(plan.filters.empty() ? "" : "is_filtered", "filtered");
    add_fate("customer_id IS NULL", "guest");
    std::string wrong = "order_date IS NULL";
    if (!plan.no_monetary) wrong += " OR amount IS NULL";
    add_fate(wrong, "rejected");
    add_fate(is_after(request, dialect), "after_as_of");
    add_fate(is_before(request, dialect), "before_since");
    fates += "      ELSE 'used'\n    END AS fate,\n    customer_id";
    if (!plan.order_id.empty()) fates += ",\n    order_id";
    fates += ",\n    order_date";
    if (!plan.no_monetary) fates += ",\n    amount";
    fates += "\n  FROM source_rows\n";
    if (rows_need_frame(request)) fates += "  CROSS JOIN time_frame\n";
    steps.add("row_fates", "What becomes of each row, in the order in which it is decided.", fates);
    return steps.end("", "SELECT 1");
}

}  // namespace rfm::sql
