// How much money the richest customers have together, for many numbers of them at once: the customer at each rank is
// known, and all that are above it are summed up in one pass.
// Thread-safety: one a thread; add them up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <rfm/overview.h>

#include "base/int128.h"
#include "scoring/ranked_values.h"

namespace rfm::pipeline {

// The numbers of customers that are 1, 2, ... 100 percent of all, rounded up, each once, in rising order.
std::vector<std::size_t> pareto_counts(std::size_t customers);

class ParetoSums {
public:
    // poorest: for each of the counts, the money of the poorest of so many richest customers.
    ParetoSums(std::size_t customers, std::vector<std::size_t> counts, std::vector<scoring::RankedValue> poorest);

    void add(std::int64_t monetary_scaled) noexcept {
        // How many of the values, which fall, are not below: this customer counts in full for the others.
        std::size_t place = 0;
        for (std::size_t left = poorest_.size(); left > 0;) {
            const std::size_t half = left / 2;
            if (poorest_[place + half].value >= monetary_scaled) {
                place += half + 1;
                left -= half + 1;
            } else {
                left = half;
            }
        }
        sums_[place] += monetary_scaled;
    }
    void add(const ParetoSums& other) noexcept;

    // When every customer was added. total: the money of all of them.
    std::vector<ParetoPoint> points(base::Int128 total, int amount_decimals) const;

private:
    std::size_t customers_;
    std::vector<std::size_t> counts_;
    std::vector<scoring::RankedValue> poorest_;
    std::vector<base::Int128> sums_;  // of those above the value at this place, and not above the one before it
};

}  // namespace rfm::pipeline
