// The main job with what was found on the way, for `rfm inspect`.
#pragma once

#include <rfm/score.h>

#include "pipeline/order_run.h"

namespace rfm::pipeline {

// As rfm::score; findings is filled as far as the run came, also when it throws.
ScoredCustomers score(const Plan& plan, Findings& findings, Progress* progress = nullptr,
                      RejectsCommit rejects = RejectsCommit::by_score);

}  // namespace rfm::pipeline
