#include "customers/order_set.h"

namespace rfm::customers {

void OrderSet::grow(std::vector<OrderHash>& scratch) {
    scratch.clear();
    scratch.reserve(size_);
    for_each([&](const OrderHash& hash) { scratch.push_back(hash); });
    slots_.grow_twofold();
    slots_.fill_zero();
    size_ = 0;
    for (const OrderHash& hash : scratch) insert(hash);
}

}  // namespace rfm::customers
