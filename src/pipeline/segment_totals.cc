#include "pipeline/segment_totals.h"

#include "base/decimal.h"

namespace rfm::pipeline {

void SegmentTotals::add(const SegmentTotals& other) noexcept {
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        sums_[i].customers += other.sums_[i].customers;
        sums_[i].monetary += other.sums_[i].monetary;
    }
}

void SegmentTotals::put(const CustomerFacts& facts, RunSummary& summary) const {
    const auto words = [&](base::Int128 monetary) {
        return summary.has_monetary ? base::format_scaled(monetary, summary.amount_decimals) : std::string();
    };
    summary.orders = facts.orders;
    summary.monetary_total = words(facts.monetary_total);
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        summary.segments.push_back({data_->map->names()[i], sums_[i].customers, words(sums_[i].monetary)});
    }
}

}  // namespace rfm::pipeline
