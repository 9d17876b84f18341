// Scores the customers of a table that stands in memory, or of one that memory had no room for.
// Thread-safety: one owner.
#pragma once

#include <rfm/plan.h>

#include "pipeline/customer_facts.h"
#include "pipeline/scored_data.h"

namespace rfm::pipeline {

// Scores the customers of a table in memory to which more rows may come: fills in the scales, and the part of the
// summary that is about customers, whose segments are empty before; the as-of date is there. The order is filled in
// only where scores depend on it. Throws Error(data) when a total does not fit 64 bits.
CustomerFacts score_as_it_stands(const Plan& plan, ScoredCustomers::Data& data);

// With AmountPer::order: counts and names orders whose lines have different amounts.
void note_table_differing_orders(ScoredCustomers::Data& data);

// Fills in the scales, the order and the part of the summary that is about customers; the as-of date is there. Leaves
// the number of scored customers at 0, and the rest as it is, when there is none.
// memory: how many bytes percentiles may take. Throws Error(data) when a total does not fit 64 bits, Error(resource).
void score_in_memory(const Plan& plan, std::uint64_t memory, ScoredCustomers::Data& data);

// The same through temporary files, one partition at a time; the customers are then in data.file.
// memory: how many bytes it may use besides what a partition takes, and as many again for percentiles.
// Throws Error(io, cannot_create) as well.
void score_spilled(const Plan& plan, std::uint64_t memory, ScoredCustomers::Data& data);

}  // namespace rfm::pipeline
