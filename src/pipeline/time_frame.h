// From which day to which the orders of a run count.
// Thread-safety: one caller.
#pragma once

#include <string>

#include <rfm/plan.h>
#include <rfm/progress.h>

#include "pipeline/lane.h"

namespace rfm::pipeline {

struct TimeFrame {
    // As asked, with the window turned into a first day. Its as-of date is set where a window hangs on it.
    Plan plan;
    std::string since_reason;  // as in "--since"; empty when there is no first day
};

// A window without an as-of date needs the latest purchase: then the inputs are read, to find it, before the run
// itself. Throws what a run does, and Error(usage) when they can't be read twice.
TimeFrame find_time_frame(const Plan& asked, Progress* progress);

// Throws Error(data) when there is no such day.
DayNumber day_after_latest_purchase(const Lane& lane);

}  // namespace rfm::pipeline
