// Whether a plan makes sense before anything is read.
#pragma once

#include <rfm/plan.h>

namespace rfm::pipeline {

// Throws Error(usage) saying which settings contradict each other or are out of range.
void check_plan(const Plan& plan);

}  // namespace rfm::pipeline
