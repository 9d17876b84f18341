// What all commands that score have in common: the inputs of a plan are read, and what is known of them then.
// Thread-safety: one owner; plan, findings and progress outlive the call, the plan also the lane.
#pragma once

#include <memory>

#include <rfm/score.h>

#include "pipeline/lane.h"
#include "pipeline/order_run.h"
#include "pipeline/scored_data.h"

namespace rfm::pipeline {

// Reads the inputs of a plan that was checked. Fills data with the map, the number of threads, and the part of the
// summary that is not about customers, but for reasons that stand there already; the rows are in the lane. There is a
// purchase, if only a guest's. progress, findings: as for score(). Throws what score() does.
std::unique_ptr<Lane> read_orders(const Plan& plan, KeepRows keep, Findings& findings, Progress* progress,
                                  ScoredCustomers::Data& data);

// Throws Error(data) that says what became of the rows.
[[noreturn]] void refuse_nothing_to_score(const RunSummary& summary);

}  // namespace rfm::pipeline
