#include "pipeline/top_customers.h"

#include <algorithm>
#include <utility>

#include "base/decimal.h"

namespace rfm::pipeline {

void TopCustomers::keep(std::int64_t key, const CustomerRow& row) {
    if (best_.size() == most_ && key == best_.front().key && row.id > best_.front().id) return;
    keep(Kept{key, std::string(row.id), row});
}

void TopCustomers::keep(Kept kept) {
    best_.push_back(std::move(kept));
    std::push_heap(best_.begin(), best_.end(), is_better);
    if (best_.size() <= most_) return;
    std::pop_heap(best_.begin(), best_.end(), is_better);
    best_.pop_back();
}

void TopCustomers::add(const TopCustomers& other) {
    for (const Kept& kept : other.best_) keep(kept);
}

std::vector<TopCustomer> TopCustomers::take() const {
    std::vector<Kept> sorted = best_;
    std::sort(sorted.begin(), sorted.end(), is_better);
    const RunSummary& summary = data_->summary;
    std::vector<TopCustomer> top;
    for (Kept& kept : sorted) {
        const CustomerRow& row = kept.row;
        top.push_back(
            {std::move(kept.id), row.first_order_day, row.last_order_day, row.recency_days, row.frequency,
             summary.has_monetary ? base::format_scaled(row.monetary_scaled, summary.amount_decimals) : std::string(),
             row.r, row.f, row.m, std::string(row.segment)});
    }
    return top;
}

}  // namespace rfm::pipeline
