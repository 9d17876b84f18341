#include "customers/order_set.h"

namespace rfm::customers {

bool OrderSet::insert(OrderHash hash) {
    reserve_for(1);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash.low & mask;; at = (at + 1) & mask) {
        OrderHash& slot = slots_[at];
        if (slot == hash) return false;
        if (slot == OrderHash{}) {
            slot = hash;
            ++size_;
            return true;
        }
    }
}

void OrderSet::grow() {
    Slots old(slots_.empty() ? 64 : slots_.size() * 2, slots_.get_allocator());
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const OrderHash& hash : old) {
        if (hash == OrderHash{}) continue;
        std::size_t at = hash.low & mask;
        while (slots_[at] != OrderHash{}) at = (at + 1) & mask;
        slots_[at] = hash;
    }
}

}  // namespace rfm::customers
