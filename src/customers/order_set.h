// A set of 128-bit hashes of orders: how distinct orders are counted.
// Two orders are taken for one if all 128 bits agree, which among 10^9 orders happens with a chance of about 10^-21.
// Thread-safety: none; one owner.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/block_array.h"

namespace rfm::customers {

struct OrderHash {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    bool operator==(const OrderHash&) const = default;
};

class OrderSet {
public:
    // memory outlives the set.
    explicit OrderSet(base::TableMemory& memory) : slots_(memory) {}

    // Whether the hash, which is not all zero, was not in the set yet. There is room for one more.
    bool insert(OrderHash hash) noexcept {
        const std::size_t mask = slots_.capacity() - 1;
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

    // Makes room for so many more, so that the next inserts don't move anything.
    void reserve_for(std::size_t more) {
        while ((size_ + more) * 4 > slots_.capacity() * 3) grow();
    }

    // Asks for the memory that inserting the hash will touch.
    void prefetch(OrderHash hash) const noexcept { __builtin_prefetch(&slots_[hash.low & (slots_.capacity() - 1)], 1); }

    std::size_t size() const noexcept { return size_; }

    // For each hash in the set, in no order that means anything.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (std::size_t i = 0; i < slots_.capacity(); ++i) {
            if (slots_[i] != OrderHash{}) visit(slots_[i]);
        }
    }

    // Forgets all and gives the memory back.
    void clear() noexcept {
        slots_.clear();
        size_ = 0;
    }

private:
    void grow();

    base::BlockArray<OrderHash> slots_;  // open addressing; all zero is free
    std::size_t size_ = 0;
};

}  // namespace rfm::customers
