// What stands behind a ScoredCustomers.
#pragma once

#include <optional>

#include <rfm/score.h>

#include "customers/customer_table.h"
#include "pipeline/customer_order.h"
#include "segments/segment_map.h"

namespace rfm {

struct ScoredCustomers::Data {
    customers::CustomerTable table;
    pipeline::CustomerOrder order;  // the scored customers as they come out
    std::optional<segments::SegmentMap> map;
    RunSummary summary;
    unsigned threads = 1;

    // The customer's place among the names of the map; there is one.
    int segment_of(const customers::CustomerRecord& record) const noexcept {
        const customers::Scores scores = record.scores();
        return map->segment_of(scores.r, scores.f, scores.m);
    }
    CustomerRow row(const customers::CustomerRecord& record) const noexcept;
};

}  // namespace rfm
