#include "customers/order_amounts.h"

#include <algorithm>

namespace rfm::customers {
namespace {

// Of the smallest number as well.
std::uint64_t magnitude(std::int64_t amount) noexcept {
    return amount < 0 ? ~static_cast<std::uint64_t>(amount) + 1 : static_cast<std::uint64_t>(amount);
}

}  // namespace

void DifferingOrders::add(LinePlace place) {
    ++count_;
    first_.insert(std::upper_bound(first_.begin(), first_.end(), place), place);
    if (first_.size() > most_kept) first_.pop_back();
}

OrderAmount& OrderAmounts::find(OrderHash hash) noexcept {
    const std::size_t mask = slots_.capacity() - 1;
    for (std::size_t at = hash.low & mask;; at = (at + 1) & mask) {
        OrderAmount& slot = slots_[at];
        if (slot.hash == hash || slot.hash == OrderHash{}) return slot;
    }
}

std::int64_t OrderAmounts::add(OrderHash hash, std::int64_t amount_scaled, LinePlace place) noexcept {
    if (amount_scaled < 0) hash.high = ~hash.high;
    OrderAmount& order = find(hash);
    if (order.hash == OrderHash{}) {
        order = {hash, amount_scaled, place};
        ++size_;
        return amount_scaled;
    }
    const std::uint64_t flag = order.amount_scaled != 0 && amount_scaled != 0 && order.amount_scaled != amount_scaled
                                   ? OrderAmount::differs
                                   : 0;
    order.place_and_flag = std::min(order.first_place(), place) | (order.place_and_flag & OrderAmount::differs) | flag;
    if (magnitude(amount_scaled) <= magnitude(order.amount_scaled)) return 0;
    const std::int64_t more = amount_scaled - order.amount_scaled;  // of one sign, so that it fits
    order.amount_scaled = amount_scaled;
    return more;
}

void OrderAmounts::put_back(const OrderAmount& order) noexcept {
    find(order.hash) = order;
    ++size_;
}

// Only the runs that were asked for amounts per order come here, so the plain way will do.
void OrderAmounts::grow() {
    std::vector<OrderAmount> orders;
    orders.reserve(size_);
    for_each([&](const OrderAmount& order) { orders.push_back(order); });
    slots_.grow_twofold();
    slots_.fill_zero();
    size_ = 0;
    for (const OrderAmount& order : orders) put_back(order);
}

}  // namespace rfm::customers
