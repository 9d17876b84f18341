#include "sql/row_steps.h"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/table_name.h"

namespace rfm::sql {
namespace {

std::string column(const Dialect& dialect, std::string_view name) {
    return "src." + dialect.identifier(name);
}

// An id without white space around it (or as it stands, with --no-trim), NULL when it is blank.
std::string id_of(const Request& request, const Dialect& dialect, std::string_view name) {
    const std::string text = dialect.as_text(column(dialect, name));
    if (request.plan.trim_ids) return dialect.null_if_empty(dialect.trimmed(text));
    return fmt::format("CASE WHEN {} <> '' THEN {} END", dialect.trimmed(text), text);
}

// Of several columns, the first that is not blank.
std::string customer_of(const Request& request, const Dialect& dialect) {
    std::vector<std::string> ids;
    for (const std::string& name : customer_columns_of(request.plan.customer)) {
        ids.push_back(id_of(request, dialect, name));
    }
    if (ids.size() == 1) return ids.front();
    return fmt::format("COALESCE({})", fmt::join(ids, ", "));
}

std::string filter_condition(const Request& request, const Dialect& dialect, const RowFilter& filter) {
    const bool is_status = filter.column == "status" && !request.plan.status.empty();
    const std::string text =
        dialect.trimmed(dialect.as_text(column(dialect, is_status ? request.plan.status : filter.column)));
    std::vector<std::string> values;
    for (const std::string& value : filter.values) values.push_back(dialect.literal(value));
    return fmt::format("COALESCE({}, '') {} ({})", text, filter.keep ? "IN" : "NOT IN", fmt::join(values, ", "));
}

std::string days_before(const Window& window, const Dialect& dialect, const std::string& day) {
    return window.unit == Window::Unit::days ? dialect.days_later(day, -window.count)
                                             : dialect.months_before(day, window.count);
}

bool has_monetary_units(const Request& request) {
    const Plan& plan = request.plan;
    if (plan.no_monetary) return false;
    const bool by_rank = plan.method == Method::quintile || plan.method == Method::ntile;
    return request.form == Form::cut_points || !by_rank || !plan.cuts.monetary_scaled.empty();
}

}  // namespace

void add_source_rows(const Request& request, const Dialect& dialect, Filtered filtered, Steps& steps) {
    const Plan& plan = request.plan;
    std::string query = "  SELECT\n    " + customer_of(request, dialect) + " AS customer_id,\n";
    if (!plan.order_id.empty()) query += "    " + id_of(request, dialect, plan.order_id) + " AS order_id,\n";
    query += "    " + dialect.day(column(dialect, plan.date), plan.time_zone) + " AS raw_date";
    if (!plan.no_monetary) query += ",\n    " + column(dialect, plan.amount) + " AS raw_amount";
    std::vector<std::string> conditions;
    for (const RowFilter& filter : plan.filters) conditions.push_back(filter_condition(request, dialect, filter));
    if (filtered == Filtered::marked && !conditions.empty()) {
        query += fmt::format(",\n    NOT ({}) AS is_filtered", fmt::join(conditions, "\n      AND "));
    }
    query += "\n  FROM " + quoted_table(dialect, request.table) + " AS src\n";
    if (filtered == Filtered::left_out && !conditions.empty()) {
        query += fmt::format("  WHERE {}\n", fmt::join(conditions, "\n    AND "));
    }
    steps.add("source_rows", "The columns that are read. A blank customer is a guest's order, a blank order id none.",
              query);
}

void add_time_frame(const Request& request, const Dialect& dialect, Filtered filtered, Steps& steps) {
    const Plan& plan = request.plan;
    if (plan.as_of) return;
    std::vector<std::string> conditions;
    if (filtered == Filtered::marked && !plan.filters.empty()) conditions.push_back("NOT is_filtered");
    if (plan.since) conditions.push_back("raw_date >= " + dialect.date(*plan.since));
    if (!plan.no_monetary) conditions.push_back(dialect.is_amount("raw_amount"));
    if (plan.refunds != RefundRule::as_orders) {
        if (!plan.no_monetary) conditions.push_back("raw_amount >= 0");
        if (!plan.cancel_prefix.empty()) {
            // orders/row_reader.cc, note_guest: a guest's order id is not looked at.
            conditions.push_back(
                fmt::format("(customer_id IS NULL OR order_id IS NULL OR NOT ({}))", is_cancelled(request, dialect)));
        }
    }
    std::string query = "  SELECT " + dialect.days_later("MAX(raw_date)", 1) + " AS as_of\n  FROM source_rows\n";
    if (!conditions.empty()) query += fmt::format("  WHERE {}\n", fmt::join(conditions, "\n    AND "));
    steps.add("time_frame", "The day that recency counts from: the one after the latest purchase, be it a guest's.",
              dialect.worked_out_once(query, {"as_of"}));
}

bool rows_need_frame(const Request& request) noexcept {
    return request.plan.window && !request.plan.as_of;
}

std::string is_after(const Request& request, const Dialect& dialect) {
    if (request.plan.as_of) return "raw_date > " + dialect.date(*request.plan.as_of);
    // pipeline/time_frame.cc: a window's run has the as-of date that was found as one that is given.
    return rows_need_frame(request) ? "raw_date > as_of" : "";
}

std::string is_before(const Request& request, const Dialect& dialect) {
    const Plan& plan = request.plan;
    std::string first;
    if (plan.since) first = dialect.date(*plan.since);
    if (rows_need_frame(request)) {
        const std::string of_window = days_before(*plan.window, dialect, "as_of");
        first = first.empty() ? of_window : dialect.larger(first, of_window);
    }
    return first.empty() ? first : "raw_date < " + first;
}

std::string is_cancelled(const Request& request, const Dialect& dialect) {
    return dialect.starts_with("order_id", request.plan.cancel_prefix);
}

std::string is_refund(const Request& request, const Dialect& dialect) {
    std::string condition = request.plan.no_monetary ? "" : "raw_amount < 0";
    if (!request.plan.cancel_prefix.empty()) {
        condition += (condition.empty() ? "" : " OR ") + is_cancelled(request, dialect);
    }
    return condition;
}

void add_used_rows(const Request& request, const Dialect& dialect, Filtered filtered, Steps& steps) {
    const Plan& plan = request.plan;
    std::string query = "  SELECT\n    customer_id,\n";
    if (!plan.order_id.empty()) query += "    order_id,\n";
    query += fmt::format("    {} AS order_date,\n", dialect.given_day("raw_date", "customer_id"));
    if (!plan.no_monetary) {
        const std::string amount = dialect.amount("raw_amount", request.amount_decimals);
        if (plan.cancel_prefix.empty()) {
            query += fmt::format("    {} AS amount,\n", amount);
        } else {
            query += fmt::format("    CASE WHEN {} THEN -ABS({}) ELSE {} END AS amount,\n",
                                 is_cancelled(request, dialect), amount, amount);
        }
    }
    const std::string refund = is_refund(request, dialect);
    const bool all_purchases = plan.refunds == RefundRule::as_orders || refund.empty();
    query += fmt::format("    {} AS is_purchase\n",
                         all_purchases ? "1" : fmt::format("CASE WHEN {} THEN 0 ELSE 1 END", refund));
    if (filtered == Filtered::marked) {
        query += "  FROM row_fates\n  WHERE fate = 'used'\n";
    } else {
        query += "  FROM source_rows\n";
        if (rows_need_frame(request)) query += "  CROSS JOIN time_frame\n";
        query += "  WHERE customer_id IS NOT NULL\n";
        // A row without a date must come to the check above.
        for (const std::string& condition : {is_after(request, dialect), is_before(request, dialect)}) {
            if (!condition.empty()) query += fmt::format("    AND NOT COALESCE({}, FALSE)\n", condition);
        }
    }
    steps.add(
        "used_rows",
        "The rows that count. Refunds are subtracted, but are no purchases: they count no order and move no date.",
        query);
}

void add_totals(const Request& request, Steps& steps) {
    const Plan& plan = request.plan;
    std::string query = "  SELECT\n    customer_id,\n";
    query += "    MAX(CASE WHEN is_purchase = 1 THEN order_date END) AS last_order_date,\n";
    if (plan.order_id.empty()) {
        query += "    SUM(is_purchase) AS frequency";
    } else {
        query +=
            "    COUNT(DISTINCT CASE WHEN is_purchase = 1 THEN order_id END)\n"
            "      + COUNT(CASE WHEN is_purchase = 1 AND order_id IS NULL THEN 1 END) AS frequency";
    }
    if (!plan.no_monetary) query += ",\n    SUM(amount) AS monetary";
    query += "\n  FROM used_rows\n  GROUP BY customer_id\n";
    steps.add("totals",
              plan.order_id.empty() ? "One row a customer. Each row of the table is an order."
                                    : "One row a customer. Rows of one order id are one order; a row without "
                                      "one is an order of its own.",
              query);
}

void add_customers(const Request& request, const Dialect& dialect, Steps& steps) {
    const Plan& plan = request.plan;
    const std::string as_of = plan.as_of ? dialect.date(*plan.as_of) : "as_of";
    std::string query = "  SELECT\n    customer_id,\n    last_order_date,\n    " +
                        dialect.days_between("last_order_date", as_of) + " AS recency_days,\n    frequency";
    if (!plan.no_monetary) query += ",\n    monetary";
    if (has_monetary_units(request)) {
        query += fmt::format(",\n    {} AS monetary_units", dialect.scaled("monetary", request.amount_decimals));
    }
    query += "\n  FROM totals\n";
    if (!plan.as_of) query += "  CROSS JOIN time_frame\n";
    query += "  WHERE last_order_date IS NOT NULL\n";
    steps.add("customers", "Those who are scored: customers with a purchase.", query);
}

}  // namespace rfm::sql
