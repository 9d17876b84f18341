#include "customers/order_set.h"

#include <vector>

namespace rfm::customers {

// In place, in the order of the slots, so that memory is gone through once from front to back (measured: a third of the
// time that taking all out and inserting them anew takes). Of a hash whose home was h, the new home is h or h + the old
// size. Hashes are taken out and put back one by one, in the order of their slots, from one that was free on: then the
// first free slot from the new home on lies at or before the one just left, so no later step makes a hole before it.
void OrderSet::grow() {
    const std::size_t old_size = slots_.capacity();
    slots_.grow_twofold();
    for (std::size_t i = old_size; i < slots_.capacity(); ++i) slots_[i] = OrderHash{};
    if (old_size == 0) return;
    size_ = 0;
    std::size_t free = 0;
    while (slots_[free] != OrderHash{}) ++free;  // there is one: the set is never full
    // Those that had run over the end to the front go in last.
    std::vector<OrderHash> run_over;
    for (std::size_t i = 0; i < free; ++i) {
        if ((slots_[i].low & (old_size - 1)) <= i) continue;
        run_over.push_back(slots_[i]);
        slots_[i] = OrderHash{};
    }
    const auto put_back = [&](std::size_t i) {
        const OrderHash hash = slots_[i];
        if (hash == OrderHash{}) return;
        slots_[i] = OrderHash{};
        insert(hash);
    };
    for (std::size_t i = free; i < old_size; ++i) put_back(i);
    for (std::size_t i = 0; i < free; ++i) put_back(i);
    for (const OrderHash& hash : run_over) insert(hash);
}

}  // namespace rfm::customers
