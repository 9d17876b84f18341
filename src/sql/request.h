// What a query is to be written for. Plain values; copy freely.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <rfm/plan.h>

namespace rfm::sql {

enum class Form {
    cut_points,  // ranks by buckets: nothing that one task of an engine does grows with the customers
    simple,      // window functions over all customers
};

struct Request {
    // Of it, what score does with rows, time, scores, segments and the order of the result; customer, date, amount,
    // order_id, status and the columns of filters are columns of the table, by the very names that the engine has for
    // them. A window stands beside an as-of date no more: it is a first day then.
    Plan plan;
    std::string table;        // as in shop.orders; a part with a point in it in quotes, as in "my.shop".orders
    int amount_decimals = 2;  // of amounts and sums
    Form form = Form::cut_points;
};

// 'ID,Email' is two columns.
std::vector<std::string> customer_columns_of(std::string_view names);

}  // namespace rfm::sql
