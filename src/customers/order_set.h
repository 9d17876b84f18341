// A set of 128-bit hashes of orders: how distinct orders are counted.
// Two orders are taken for one if all 128 bits agree, which among 10^9 orders happens with a chance of about 10^-21.
// Thread-safety: none; one owner.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/table_memory.h"

namespace rfm::customers {

struct OrderHash {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    bool operator==(const OrderHash&) const = default;
};

class OrderSet {
public:
    // memory outlives the set.
    explicit OrderSet(base::TableMemory& memory) : slots_(Slots::allocator_type(memory)) {}

    // Whether the hash, which is not all zero, was not in the set yet.
    bool insert(OrderHash hash);

    // Makes room for so many more, so that the next inserts don't move anything.
    void reserve_for(std::size_t more) {
        while ((size_ + more) * 4 > slots_.size() * 3) grow();
    }

    // Asks for the memory that inserting the hash will touch.
    void prefetch(OrderHash hash) const noexcept { __builtin_prefetch(&slots_[hash.low & (slots_.size() - 1)], 1); }

    std::size_t size() const noexcept { return size_; }

private:
    void grow();

    using Slots = std::vector<OrderHash, base::TableAllocator<OrderHash>>;

    Slots slots_;  // open addressing; all zero is free
    std::size_t size_ = 0;
};

}  // namespace rfm::customers
