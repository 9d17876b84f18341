#include "output/customer_values.h"

#include <algorithm>
#include <utility>

#include "base/decimal.h"
#include "base/rounded_ratio.h"

namespace rfm::output {
namespace {

using base::Int128;

constexpr int ratio_decimals = 2;
constexpr int percent_decimals = 2;
constexpr int share_decimals = 8;
constexpr int least_mean_decimals = 2;  // of a mean of amounts, which mostly has more than the amounts have

constexpr Int128 power_of_ten(int exponent) noexcept {
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

// An amount in units of 10^-6 in those of fewer decimals; the digits beyond are zero.
Int128 in_decimals(std::int64_t scaled, int decimals) noexcept {
    return scaled / power_of_ten(rfm::amount_decimals - decimals);
}

}  // namespace

CustomerValues::CustomerValues(const RunSummary& summary, Int128 monetary_total_scaled,
                               std::vector<std::int64_t> weights_scaled)
    : customers_(summary.customers),
      amount_decimals_(summary.amount_decimals),
      has_monetary_(summary.has_monetary),
      as_of_(summary.as_of),
      monetary_total_(monetary_total_scaled),
      weights_(std::move(weights_scaled)) {
    for (const std::int64_t weight : weights_) {
        weight_decimals_ = std::max(weight_decimals_, base::decimals_needed(weight));
    }
}

int CustomerValues::decimals(Column column) const noexcept {
    switch (column) {
        case Column::monetary:
            return amount_decimals_;
        case Column::average_order_value:
            return std::max(amount_decimals_, least_mean_decimals);
        case Column::mean_gap_days:
        case Column::overdue_ratio:
            return ratio_decimals;
        case Column::monetary_share:
            return share_decimals;
        case Column::recency_percentile:
        case Column::frequency_percentile:
        case Column::monetary_percentile:
            return percent_decimals;
        case Column::weighted_score:
            return weight_decimals_;
        default:
            return 0;
    }
}

std::optional<Int128> CustomerValues::value(Column column, const CustomerRow& row,
                                            const WorseCounts& worse) const noexcept {
    if (!has_monetary_ && needs_amounts(column)) return std::nullopt;
    const int places = decimals(column);
    // Rounded down, as scores are: 80.00 is a fifth score, and 79.999 is none.
    const auto percentile = [&](std::uint64_t count) {
        return static_cast<Int128>(count) * 100 * power_of_ten(percent_decimals) / customers_;
    };
    const std::int64_t active_days = row.last_order_day - row.first_order_day;
    switch (column) {
        case Column::recency_days:
            return row.recency_days;
        case Column::frequency:
            return row.frequency;
        case Column::monetary:
            return in_decimals(row.monetary_scaled, places);
        case Column::r_score:
            return row.r;
        case Column::f_score:
            return row.f;
        case Column::m_score:
            return row.m;
        case Column::tenure_days:
            return as_of_ - row.first_order_day;
        case Column::average_order_value:
            return base::rounded_ratio(row.monetary_scaled,
                                       row.frequency * power_of_ten(rfm::amount_decimals - places));
        case Column::mean_gap_days:
            if (row.frequency < 2) return std::nullopt;
            return base::rounded_ratio(active_days * power_of_ten(places), row.frequency - 1);
        case Column::overdue_ratio:
            if (row.frequency < 2 || active_days == 0) return std::nullopt;
            return base::rounded_ratio(
                static_cast<Int128>(row.recency_days) * (row.frequency - 1) * power_of_ten(places), active_days);
        case Column::monetary_share:
            if (monetary_total_ <= 0) return std::nullopt;
            return base::rounded_ratio(row.monetary_scaled * power_of_ten(places), monetary_total_);
        case Column::recency_percentile:
            return percentile(worse.recency);
        case Column::frequency_percentile:
            return percentile(worse.frequency);
        case Column::monetary_percentile:
            return percentile(worse.monetary);
        case Column::weighted_score: {
            const int scores[] = {row.r, row.f, row.m};
            Int128 sum = 0;
            for (std::size_t i = 0; i < weights_.size(); ++i) sum += static_cast<Int128>(weights_[i]) * scores[i];
            return sum / power_of_ten(rfm::amount_decimals - places);
        }
        default:
            return std::nullopt;
    }
}

}  // namespace rfm::output
