// Scores the customers of a table that stands in memory, or of one that memory had no room for.
// Thread-safety: one owner.
#pragma once

#include <rfm/plan.h>

#include "pipeline/scored_data.h"

namespace rfm::pipeline {

// Fills in the scales, the order and the part of the summary that is about customers; the as-of date is there. Leaves
// the number of scored customers at 0, and the rest as it is, when there is none.
// memory: how many bytes percentiles may take. Throws Error(data) when a total does not fit 64 bits, Error(resource).
void score_in_memory(const Plan& plan, std::uint64_t memory, ScoredCustomers::Data& data);

// The same through temporary files, one partition at a time; the customers are then in data.file.
// memory: how many bytes it may use besides what a partition takes, and as many again for percentiles.
// Throws Error(io, cannot_create) as well.
void score_spilled(const Plan& plan, std::uint64_t memory, ScoredCustomers::Data& data);

}  // namespace rfm::pipeline
