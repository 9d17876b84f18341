#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/query.h"
#include "sql/row_steps.h"
#include "sql/steps.h"

namespace rfm::sql {
namespace {

// What becomes of a row is decided in the order in which score decides it (orders/row_reader.cc, read_record): filters,
// blank customer, what is wrong with it, after the as-of date, before the first day.
void add_row_fates(const Request& request, const Dialect& dialect, Steps& steps) {
    const Plan& plan = request.plan;
    std::string query = "  SELECT\n    CASE\n";
    const auto add = [&](const std::string& condition, std::string_view fate) {
        if (!condition.empty()) query += fmt::format("      WHEN {} THEN '{}'\n", condition, fate);
    };
    add(plan.filters.empty() ? "" : "is_filtered", "filtered");
    add("customer_id IS NULL", "guest");
    add(plan.no_monetary ? "raw_date IS NULL"
                         : fmt::format("NOT (raw_date IS NOT NULL AND {})", dialect.is_amount("raw_amount")),
        "rejected");
    add(is_after(request, dialect), "after_as_of");
    add(is_before(request, dialect), "before_since");
    query += "      ELSE 'used'\n    END AS fate,\n    customer_id";
    if (!plan.order_id.empty()) query += ",\n    order_id";
    query += ",\n    raw_date";
    if (!plan.no_monetary) query += ",\n    raw_amount";
    query += "\n  FROM source_rows\n";
    if (rows_need_frame(request)) query += "  CROSS JOIN time_frame\n";
    steps.add("row_fates", "What becomes of each row, in the order in which it is decided.", query);
}

}  // namespace

std::string counts_query(const Request& request, const Dialect& dialect) {
    check_request(request);
    const Plan& plan = request.plan;
    Steps steps;
    add_source_rows(request, dialect, Filtered::marked, steps);
    add_time_frame(request, dialect, Filtered::marked, steps);
    add_row_fates(request, dialect, steps);
    add_used_rows(request, dialect, Filtered::marked, steps);
    add_totals(request, steps);

    std::vector<std::string> names;
    std::string counts = "  SELECT\n    COUNT(*) AS n_read";
    names.emplace_back("read");
    const auto add = [&](const std::string& condition, std::string_view name) {
        const std::string count = condition.empty() ? "0" : fmt::format("COUNT(CASE WHEN {} THEN 1 END)", condition);
        counts += fmt::format(",\n    {} AS n_{}", count, name);
        names.emplace_back(name);
    };
    for (const char* const fate : {"used", "filtered", "guest", "after_as_of", "before_since", "rejected"}) {
        add(fmt::format("fate = '{}'", fate), fate);
    }
    const auto used = [](const std::string& condition) {
        return condition.empty() ? condition : fmt::format("fate = 'used' AND ({})", condition);
    };
    add(used(is_refund(request, dialect)), "refunds");
    add(used(plan.no_monetary ? "" : "raw_amount = 0"), "zero_amounts");
    add(used(plan.order_id.empty() ? "" : "order_id IS NULL"), "without_order_id");
    steps.add("row_counts", "", counts + "\n  FROM row_fates\n");

    std::string totals =
        "  SELECT\n    COUNT(last_order_date) AS n_customers,\n"
        "    COUNT(CASE WHEN last_order_date IS NULL THEN 1 END) AS n_customers_refund_only,\n"
        "    COALESCE(SUM(CASE WHEN last_order_date IS NOT NULL THEN frequency END), 0) AS n_orders";
    for (const char* const name : {"customers", "customers_refund_only", "orders"}) names.emplace_back(name);
    if (!plan.no_monetary) {
        totals +=
            ",\n    COALESCE(SUM(CASE WHEN last_order_date IS NOT NULL THEN monetary END), 0) AS n_monetary_total";
    }
    steps.add("customer_counts", "", totals + "\n  FROM totals\n");

    std::string result =
        fmt::format("SELECT\n  {} AS {},\n", plan.as_of ? dialect.date(*plan.as_of) : "time_frame.as_of",
                    dialect.identifier("as_of"));
    for (const std::string& name : names) {
        result += fmt::format("  n_{} AS {},\n", name, dialect.identifier(name));
    }
    result += fmt::format(
        "  {} AS {}\nFROM row_counts\nCROSS JOIN customer_counts{}",
        plan.no_monetary ? dialect.nothing(true) : dialect.written("n_monetary_total", request.amount_decimals),
        dialect.identifier("monetary_total"), plan.as_of ? "" : "\nCROSS JOIN time_frame");
    return fmt::format("-- What became of the rows, with the names of score's summary; written by rfm sql for {}.\n",
                       dialect.engine()) +
           steps.end("", result);
}

}  // namespace rfm::sql
