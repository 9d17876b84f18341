// What stands behind a ScoredCustomers.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include <rfm/score.h>

#include "base/atomic_file.h"
#include "customers/customer_table.h"
#include "output/customer_values.h"
#include "pipeline/customer_order.h"
#include "pipeline/customer_scales.h"
#include "pipeline/finished_file.h"
#include "scoring/ranks.h"
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
    std::vector<bool> selected_segments;  // by their place in the map; empty: all
    std::vector<Column> columns;          // to be written; empty: the usual ones
    output::CustomerValues values;
    std::array<scoring::Ranks, pipeline::metric_count> ranks;
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

    // What a customer is sorted by when it is not the id: the value that the column shows. Those that have none come
    // before all others.
    std::int64_t sort_key(Column column, const CustomerRow& row) const noexcept;

    // Whether the customer's segment is among those that are written.
    bool is_selected(pipeline::Scores scores) const noexcept {
        return selected_segments.empty() || selected_segments[static_cast<std::size_t>(segment_of(scores))];
    }
    // Filled in only where a percentile is written.
    output::WorseCounts worse_counts(const CustomerRow& row) const noexcept;

private:
    void set_scores(CustomerRow& row, pipeline::Scores scores) const noexcept;
};

}  // namespace rfm
