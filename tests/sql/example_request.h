// A table of orders as tests ask for it.
#pragma once

#include "sql/request.h"

namespace rfm::sql {

inline Request example_request() {
    Request request;
    request.table = "shop.orders";
    request.plan.customer = "customer_id";
    request.plan.date = "order_date";
    request.plan.amount = "amount";
    request.plan.order_id = "order_id";
    return request;
}

}  // namespace rfm::sql
