#include "pipeline/customer_ranks.h"

#include <algorithm>

#include <fmt/format.h>

#include <rfm/error.h>

namespace rfm::pipeline {

std::array<bool, metric_count> percentiles_wanted(const Plan& plan) {
    const auto has = [&](Column column) {
        return std::find(plan.columns.begin(), plan.columns.end(), column) != plan.columns.end();
    };
    return {has(Column::recency_percentile), has(Column::frequency_percentile), has(Column::monetary_percentile)};
}

void check_rank_memory(std::size_t customers, std::uint64_t memory) {
    constexpr std::uint64_t bytes_each = 24;  // while it is made: the values, and all of them distinct
    if (customers <= memory / bytes_each) return;
    throw Error(
        ErrorKind::resource,
        fmt::format("--columns: percentiles of {} customers need {} MB of memory, more than --memory-limit leaves; "
                    "raise it, or leave the percentiles out",
                    customers, customers * bytes_each / 1'000'000 + 1));
}

}  // namespace rfm::pipeline
