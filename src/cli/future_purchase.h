// A doubt about the default as-of date.
#pragma once

#include <rfm/plan.h>
#include <rfm/score.h>

#include "cli/log.h"

namespace rfm::cli {

// Warns where the as-of date was not given, and comes of a purchase that lies after today.
void warn_of_future_purchase(const Plan& plan, const RunSummary& summary, const Log& log);

}  // namespace rfm::cli
