#include "pipeline/pareto_sums.h"

#include <utility>

#include "base/decimal.h"
#include "base/rounded_ratio.h"

namespace rfm::pipeline {

std::vector<std::size_t> pareto_counts(std::size_t customers) {
    std::vector<std::size_t> counts;
    for (std::size_t percent = 1; percent <= 100; ++percent) {
        const std::size_t count = (customers * percent + 99) / 100;
        if (count > 0 && (counts.empty() || counts.back() != count)) counts.push_back(count);
    }
    return counts;
}

ParetoSums::ParetoSums(std::size_t customers, std::vector<std::size_t> counts,
                       std::vector<scoring::RankedValue> poorest)
    : customers_(customers), counts_(std::move(counts)), poorest_(std::move(poorest)), sums_(poorest_.size() + 1) {}

void ParetoSums::add(const ParetoSums& other) noexcept {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
}

std::vector<ParetoPoint> ParetoSums::points(base::Int128 total, int amount_decimals) const {
    std::vector<ParetoPoint> points;
    base::Int128 above = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        const scoring::RankedValue& poorest = poorest_[i];
        above += sums_[i];
        const std::size_t richer = customers_ - poorest.below - poorest.equal;
        const base::Int128 sum = above + static_cast<base::Int128>(counts_[i] - richer) * poorest.value;
        ParetoPoint point{counts_[i], base::format_scaled(sum, amount_decimals), {}};
        if (total > 0) {
            const base::Int128 tenths = base::rounded_ratio(sum * 1000, total);
            point.monetary_percent = base::format_scaled(tenths * (amount_unit / 10), 1);
        }
        points.push_back(std::move(point));
    }
    return points;
}

}  // namespace rfm::pipeline
