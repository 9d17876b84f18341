// Scores every customer and leaves the scores in the records.
// Thread-safety: the table belongs to the caller meanwhile; orders of its records may be read.
#pragma once

#include <rfm/plan.h>

#include "customers/customer_table.h"
#include "pipeline/customer_order.h"

namespace rfm::pipeline {

// Checks that every total fits 64 bits. Throws Error(data) naming the first customer, by id, whose total does not.
void check_totals(const customers::CustomerTable& table);

// by_id: the scored customers by id, needed by Method::ntile only, which breaks ties by it.
// Returns the cut points used.
Cuts score_customers(const Plan& plan, DayNumber as_of, customers::CustomerTable& table, const CustomerOrder& by_id);

}  // namespace rfm::pipeline
