#include "pipeline/histogram_bars.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace rfm::pipeline {
namespace {

using base::Int128;

// Bars that are worth it to go on to the end instead of one for all that is beyond.
constexpr Int128 few_more = 6;

Int128 floor_ratio(Int128 value, Int128 width) noexcept {
    return value >= 0 ? value / width : -((-value + width - 1) / width);
}

std::optional<std::int64_t> in_64_bits(Int128 value) noexcept {
    if (value < std::numeric_limits<std::int64_t>::min() || value > std::numeric_limits<std::int64_t>::max()) return {};
    return static_cast<std::int64_t>(value);
}

}  // namespace

std::vector<Int128> decimal_widths(std::int64_t unit) {
    std::vector<Int128> widths;
    // Two powers of ten more than all 64-bit numbers need.
    constexpr Int128 enough = static_cast<Int128>(1) << 67;
    for (Int128 power = unit; power < enough; power *= 10) {
        for (const int factor : {1, 2, 5}) widths.push_back(power * factor);
    }
    return widths;
}

std::vector<Int128> day_widths() {
    std::vector<Int128> widths = decimal_widths(1);
    for (const int days : {7, 14, 30, 90, 365})
        widths.insert(std::lower_bound(widths.begin(), widths.end(), days), days);
    return widths;
}

HistogramBars::HistogramBars(const ValueSpread& spread, const std::vector<Int128>& widths, std::size_t most) {
    Int128 low = spread.low;
    Int128 high = spread.high;
    const auto at_most = static_cast<Int128>(std::max<std::size_t>(most, 1));
    // Where nearly all values are the same, the picture is of the others; days and orders, some more one by one.
    if (low == high) {
        low = spread.lowest;
        high = widths.front() == 1 ? std::min<Int128>(spread.highest, high + at_most / 3) : spread.highest;
    }
    Int128 width = 1;
    for (const Int128 wider : widths) {
        width = wider;
        if (floor_ratio(high, width) - floor_ratio(low, width) < at_most) break;
    }
    Int128 first = floor_ratio(low, width);
    Int128 last = floor_ratio(high, width);
    const Int128 lowest = floor_ratio(spread.lowest, width);
    const Int128 highest = floor_ratio(spread.highest, width);
    is_open_below_ = first - lowest > few_more;
    is_open_above_ = highest - last > few_more;
    if (!is_open_below_) first = lowest;
    if (!is_open_above_) last = highest;
    first_start_ = first * width;
    last_end_ = (last + 1) * width;
    if (is_open_below_) starts_.push_back(0);
    for (Int128 bar = first; bar <= last; ++bar) starts_.push_back(static_cast<std::int64_t>(bar * width));
    if (is_open_above_) starts_.push_back(static_cast<std::int64_t>(last_end_));
}

std::vector<HistogramBar> HistogramBars::bars(const std::vector<std::uint64_t>& counts) const {
    std::vector<HistogramBar> bars(size());
    for (std::size_t i = 0; i < bars.size(); ++i) {
        bars[i].customers = counts[i];
        if (i > 0) bars[i].from = bars[i - 1].to = starts_[i];
    }
    if (!is_open_below_) bars.front().from = in_64_bits(first_start_);
    if (!is_open_above_) bars.back().to = in_64_bits(last_end_);
    return bars;
}

}  // namespace rfm::pipeline
