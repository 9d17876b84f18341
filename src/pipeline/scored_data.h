// What stands behind a ScoredCustomers.
#pragma once

#include <cstdint>
#include <vector>

#include <rfm/score.h>

#include "customers/customer_table.h"
#include "segments/segment_map.h"

namespace rfm {

struct ScoredCustomers::Data {
    customers::CustomerTable table;
    // One entry a scored customer, in byte order of ids.
    std::vector<const customers::CustomerRecord*> records;
    std::vector<std::uint8_t> r, f, m;  // m is empty without monetary
    // The order asked for, as indices into the above; empty for the order by id.
    std::vector<std::uint32_t> order;
    std::optional<segments::SegmentMap> map;
    RunSummary summary;
};

}  // namespace rfm
