// How many customers each segment has and what they have spent.
// Thread-safety: one a thread; add them up.
#pragma once

#include <cstdint>
#include <vector>

#include "base/int128.h"
#include "pipeline/scored_data.h"

namespace rfm::pipeline {

class SegmentTotals {
public:
    // data outlives it.
    explicit SegmentTotals(const ScoredCustomers::Data& data)
        : data_(&data), sums_(data.map ? data.map->names().size() : 0) {}

    void add(Scores scores, std::int64_t monetary_scaled) noexcept {
        if (sums_.empty()) return;
        Sum& sum = sums_[static_cast<std::size_t>(data_->segment_of(scores))];
        ++sum.customers;
        sum.monetary += monetary_scaled;
    }
    void add(const SegmentTotals& other) noexcept;

    // Writes them, and what all customers have spent, into the summary.
    void put(const CustomerFacts& facts, RunSummary& summary) const;

private:
    struct Sum {
        std::uint64_t customers = 0;
        base::Int128 monetary = 0;
    };
    const ScoredCustomers::Data* data_;
    std::vector<Sum> sums_;
};

}  // namespace rfm::pipeline
