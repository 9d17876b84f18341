// Which bars a histogram has, and how many values stand in each.
// Thread-safety: a counter belongs to one thread; add them up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <rfm/overview.h>

#include "base/int128.h"

namespace rfm::pipeline {

// What is known of the values.
struct ValueSpread {
    std::int64_t lowest = 0, highest = 0;
    std::int64_t low = 0, high = 0;  // all but a few lie between them
};

// Widths that people count in, in rising order.
std::vector<base::Int128> day_widths();
// 1, 2, 5, 10, 20, ... times a unit.
std::vector<base::Int128> decimal_widths(std::int64_t unit);

// Where the bars begin, in rising order: no more than `most` between spread.low and spread.high, of the first of the
// widths with which that can be, at multiples of it. They go on to the lowest and the highest value where that takes a
// few bars more; where it takes many, one bar holds all that is beyond. Together they take in every number.
class HistogramBars {
public:
    HistogramBars(const ValueSpread& spread, const std::vector<base::Int128>& widths, std::size_t most);

    std::size_t size() const noexcept { return starts_.size(); }
    std::size_t bar_of(std::int64_t value) const noexcept {
        std::size_t bar = 0;
        for (std::size_t left = size(); left > 1;) {
            const std::size_t half = left / 2;
            if (starts_[bar + half] <= value) bar += half;
            left -= half;
        }
        return bar;
    }

    // counts: one a bar.
    std::vector<HistogramBar> bars(const std::vector<std::uint64_t>& counts) const;

private:
    bool is_open_below_ = false, is_open_above_ = false;
    base::Int128 first_start_ = 0, last_end_ = 0;  // the first bar may begin, the last may end, beyond 64 bits
    std::vector<std::int64_t> starts_;             // the first is not to be looked at
};

}  // namespace rfm::pipeline
