// The jobs with what was found on the way: for `rfm inspect`, and for words on a refusal.
#pragma once

#include <rfm/history.h>
#include <rfm/score.h>

#include "pipeline/order_run.h"

namespace rfm::pipeline {

// As rfm::score; findings is filled as far as the run came, also when it throws.
ScoredCustomers score(const Plan& plan, Findings& findings, Progress* progress = nullptr,
                      RejectsCommit rejects = RejectsCommit::by_score);

// The same of rfm::history.
History history(const Plan& plan, Every every, Findings& findings, Progress* progress = nullptr);

}  // namespace rfm::pipeline
