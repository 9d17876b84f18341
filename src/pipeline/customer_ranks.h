// How many customers are worse than each, for the metrics whose percentile is written.
// Thread-safety: one caller.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include <rfm/plan.h>

#include "pipeline/customer_facts.h"
#include "scoring/ranks.h"

namespace rfm::pipeline {

using CustomerRanks = std::array<scoring::Ranks, metric_count>;

// Which metrics' percentiles the plan's columns have.
std::array<bool, metric_count> percentiles_wanted(const Plan& plan);

// Throws Error(resource) when the percentiles of so many customers would take more than `memory` bytes.
void check_rank_memory(std::size_t customers, std::uint64_t memory);

// pass(visit): calls visit(values) for each scored customer, once, in any order.
template <class Pass>
CustomerRanks find_ranks(const Plan& plan, const CustomerFacts& facts, std::uint64_t memory, const Pass& pass) {
    CustomerRanks ranks;
    const std::array<bool, metric_count> wanted = percentiles_wanted(plan);
    for (std::size_t m = 0; m < metric_count; ++m) {
        if (!wanted[m]) continue;
        check_rank_memory(facts.scored, memory);
        std::vector<std::int64_t> values;
        values.reserve(facts.scored);
        pass([&](const Values& customer) { values.push_back(customer[m]); });
        ranks[m] = scoring::Ranks(std::move(values), m == recency ? scoring::Direction::smaller_is_better
                                                                  : scoring::Direction::larger_is_better);
    }
    return ranks;
}

}  // namespace rfm::pipeline
