// What stands behind a ScoredCustomers.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

#include <rfm/score.h>

#include "base/atomic_file.h"
#include "customers/customer_table.h"
#include "pipeline/customer_order.h"
#include "pipeline/customer_scales.h"
#include "pipeline/finished_file.h"
#include "segments/segment_map.h"

namespace rfm {

struct ScoredCustomers::Data {
    // Where memory had room for the table: the scored customers are its records, in this order.
    customers::CustomerTable table;
    std::optional<pipeline::CustomerOrder> order;
    pipeline::Scales scales;
    // Where it had not: they stand in a file, in their order, with their scores.
    std::optional<pipeline::FinishedFile> file;
    mutable std::mutex mutex;  // of the blocks that row() has looked at: views into them are given out
    mutable std::unordered_map<std::size_t, pipeline::FinishedBlock> blocks;

    std::optional<segments::SegmentMap> map;
    RunSummary summary;
    unsigned threads = 1;
    std::unique_ptr<base::AtomicFile> rejects;  // complete, and not in place yet

    std::size_t size() const noexcept { return file ? file->size() : order ? order->size() : 0; }
    CustomerRow row(std::size_t index) const;
    CustomerRow row(const pipeline::PlacedCustomer& customer) const noexcept;
    CustomerRow row(const pipeline::FinishedCustomer& customer) const noexcept;

    pipeline::Scores scores_of(const pipeline::PlacedCustomer& customer) const noexcept {
        return scales.splits_ties() ? customer.scores()
                                    : scales.score(pipeline::values_of(table.record(customer.place), summary.as_of));
    }
    // The place of the scores among the names of the map; there is one.
    int segment_of(pipeline::Scores scores) const noexcept { return map->segment_of(scores.r, scores.f, scores.m); }

    // What a customer is sorted by when it is not the id.
    std::int64_t sort_key(SortColumn column, const pipeline::Values& values, pipeline::Scores scores) const noexcept;

private:
    void set_scores(CustomerRow& row, pipeline::Scores scores) const noexcept;
};

}  // namespace rfm
