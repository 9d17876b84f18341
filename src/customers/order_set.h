// A set of 128-bit hashes of orders: how distinct orders are counted.
// Two orders are taken for one if all 128 bits agree, which among 10^9 orders happens with a chance of about 10^-21.
// Thread-safety: none; one owner.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rfm::customers {

struct OrderHash {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    bool operator==(const OrderHash&) const = default;
};

class OrderSet {
public:
    // Whether the hash, which is not all zero, was not in the set yet.
    bool insert(OrderHash hash);

    std::size_t size() const noexcept { return size_; }

private:
    void grow();

    std::vector<OrderHash> slots_;  // open addressing; all zero is free
    std::size_t size_ = 0;
};

}  // namespace rfm::customers
