// Words on orders whose lines have different amounts, where each line should have that of the order.
// Thread-safety: pure function on what it is given.
#pragma once

#include <rfm/score.h>

#include "customers/order_amounts.h"

namespace rfm::pipeline {

// Sets the count and adds the warning. summary.inputs names the files.
void note_differing_orders(const customers::DifferingOrders& differing, RunSummary& summary);

}  // namespace rfm::pipeline
