#include "cli/future_purchase.h"

#include <fmt/format.h>

namespace rfm::cli {

void warn_of_future_purchase(const Plan& plan, const RunSummary& summary, const Log& log) {
    if (plan.as_of || summary.as_of <= today() + 1) return;
    log.warn(
        fmt::format("the latest purchase is of {}, after today; if that date is wrong, so is every recency: give "
                    "--as-of",
                    format_day(summary.as_of - 1)));
}

}  // namespace rfm::cli
