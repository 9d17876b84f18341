// What groups of customers add up to: the cells of r and f, and the segments.
// Thread-safety: one a thread; add them up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <rfm/overview.h>

#include "base/int128.h"
#include "pipeline/scored_data.h"

namespace rfm::pipeline {

struct GroupSum {
    std::uint64_t customers = 0;
    std::int64_t recency = 0;
    base::Int128 frequency = 0;
    base::Int128 monetary = 0;

    void add(const Values& values) noexcept {
        ++customers;
        recency += values[pipeline::recency];
        frequency += values[pipeline::frequency];
        monetary += values[pipeline::monetary];
    }
    void add(const GroupSum& other) noexcept;
};

class GroupTotals {
public:
    // data outlives it.
    explicit GroupTotals(const ScoredCustomers::Data& data);

    void add(Scores scores, const Values& values) noexcept {
        cells_[static_cast<std::size_t>((scores.r - 1) * bins_ + scores.f - 1)].add(values);
        if (!segments_.empty()) segments_[static_cast<std::size_t>(data_->segment_of(scores))].add(values);
    }
    void add(const GroupTotals& other) noexcept;

    // Of all customers.
    base::Int128 monetary() const noexcept;

    // Fills the cells and the segments.
    void put(Overview& overview) const;

private:
    const ScoredCustomers::Data* data_;
    int bins_;
    std::vector<GroupSum> cells_;
    std::vector<GroupSum> segments_;
};

}  // namespace rfm::pipeline
