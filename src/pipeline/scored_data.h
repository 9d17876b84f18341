// What stands behind a ScoredCustomers.
#pragma once

#include <optional>

#include <rfm/score.h>

#include "customers/customer_table.h"
#include "pipeline/customer_order.h"
#include "pipeline/customer_scales.h"
#include "segments/segment_map.h"

namespace rfm {

struct ScoredCustomers::Data {
    customers::CustomerTable table;
    pipeline::CustomerOrder order;  // the scored customers as they come out
    pipeline::Scales scales;
    std::optional<segments::SegmentMap> map;
    RunSummary summary;
    unsigned threads = 1;

    pipeline::Scores scores_of(const pipeline::PlacedCustomer& customer) const noexcept {
        return scales.splits_ties() ? customer.scores() : scales.score(*customer.record);
    }
    // The place of the scores among the names of the map; there is one.
    int segment_of(pipeline::Scores scores) const noexcept { return map->segment_of(scores.r, scores.f, scores.m); }
    CustomerRow row(const pipeline::PlacedCustomer& customer) const noexcept;
};

}  // namespace rfm
