// The numbers of a customer that follow from the scores and the sums: exact integers, in units of a column's last
// decimal, so that writing and sorting agree.
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <rfm/columns.h>
#include <rfm/score.h>

#include "base/int128.h"

namespace rfm::output {

// How many of the scored customers are strictly worse, by metric: less(v) of docs/scoring.md. Filled in where a
// percentile is wanted.
struct WorseCounts {
    std::uint64_t recency = 0;
    std::uint64_t frequency = 0;
    std::uint64_t monetary = 0;
};

class CustomerValues {
public:
    CustomerValues() = default;
    // weights_scaled: of R, F and, with monetary, M, in units of 10^-6; may be empty.
    CustomerValues(const RunSummary& summary, base::Int128 monetary_total_scaled,
                   std::vector<std::int64_t> weights_scaled);

    // With how many decimals the column is written, 0 to 8.
    int decimals(Column column) const noexcept;

    // Of a column of numbers; nothing where the customer has none, as the mean gap of a single order, and for the
    // columns that hold text or a date.
    std::optional<base::Int128> value(Column column, const CustomerRow& row, const WorseCounts& worse) const noexcept;

    bool has_monetary() const noexcept { return has_monetary_; }

private:
    std::uint64_t customers_ = 0;
    int amount_decimals_ = 0;
    bool has_monetary_ = true;
    DayNumber as_of_ = 0;
    base::Int128 monetary_total_ = 0;
    std::vector<std::int64_t> weights_;
    int weight_decimals_ = 0;
};

}  // namespace rfm::output
