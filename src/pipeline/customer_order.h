// In which order the scored customers come out.
// Thread-safety: pure functions; the table does not change meanwhile.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <rfm/plan.h>

#include "customers/customer_table.h"

namespace rfm::pipeline {

using CustomerOrder = std::vector<const customers::CustomerRecord*>;

// The customers that have a purchase, in byte order of their ids.
CustomerOrder order_by_id(const customers::CustomerTable& table);

// Puts customers that stand in the order of their ids into the order of another column; ties keep the order by id.
// segment_of gives a customer's place in the map.
void sort_by_column(CustomerOrder& customers, SortColumn column, bool descending,
                    const std::function<int(const customers::CustomerRecord&)>& segment_of);

}  // namespace rfm::pipeline
