#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "sql/query.h"
#include "sql/table_name.h"

namespace rfm::sql {
namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::usage, message);
}

// A day is no customer, and money is neither. An order id may be any but the amount: by the day, what a customer buys
// on one day is one order.
void check_roles(const Plan& plan) {
    struct Role {
        const char* flag;
        std::string name;
    };
    std::vector<Role> roles;
    for (const std::string& name : customer_columns_of(plan.customer)) roles.push_back({"--customer", name});
    const auto add = [&](const char* flag, const std::string& name) {
        for (const Role& role : roles) {
            if (role.name != name) continue;
            refuse(fmt::format("{} and {} {}: must be two columns", role.flag, flag, base::shown(name)));
        }
        roles.push_back({flag, name});
    };
    add("--date", plan.date);
    if (plan.no_monetary) return;
    add("--amount", plan.amount);
    if (plan.order_id == plan.amount) add("--order-id", plan.order_id);
}

}  // namespace

std::vector<std::string> customer_columns_of(std::string_view names) {
    std::vector<std::string> columns;
    for (;;) {
        const std::size_t end = names.find(',');
        columns.emplace_back(names.substr(0, end));
        if (end == std::string_view::npos) return columns;
        names.remove_prefix(end + 1);
    }
}

void check_request(const Request& request) {
    const Plan& plan = request.plan;
    if (request.table.empty()) refuse("--table: is needed, as in --table shop.orders");
    const auto needed = [](const std::string& name, const char* flag) {
        if (name.empty()) refuse(fmt::format("{}: is needed: a table's columns are not guessed", flag));
    };
    needed(plan.customer, "--customer");
    for (const std::string& name : customer_columns_of(plan.customer)) {
        if (name.empty()) refuse(fmt::format("--customer {}: a name is empty", base::shown(plan.customer)));
    }
    needed(plan.date, "--date");
    if (!plan.no_monetary) needed(plan.amount, "--amount");
    if (plan.amount.find('*') != std::string::npos) {
        refuse(fmt::format(
            "--amount {}: must be one column; for a product make a view of the table that has it as a column",
            base::shown(plan.amount)));
    }
    check_roles(plan);
    if (!plan.cancel_prefix.empty() && plan.order_id.empty()) {
        refuse("--cancel-prefix: looks at order ids; name their column with --order-id");
    }
    if (request.amount_decimals < 0 || request.amount_decimals > 6) {
        refuse(fmt::format("--decimals {}: must be 0 to 6", request.amount_decimals));
    }
    if (static_cast<std::size_t>(plan.sort) >= default_column_count) {
        refuse(fmt::format("--sort {}: the query has the usual ten columns only; sort by one of them",
                           column_name(plan.sort)));
    }
}

}  // namespace rfm::sql
