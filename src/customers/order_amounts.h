// Orders whose every line has the amount of the whole order: what each order's amount is, and whether its lines agree.
// Of lines that differ the largest amount counts, which is the order's also where further lines have 0; lines other
// than 0 that differ are reported. So it does not matter in which order the lines come. Thread-safety: none; one owner.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/block_array.h"
#include "customers/order_set.h"

namespace rfm::customers {

// Where a line stands in the inputs: smaller is earlier. Of order lines only.
using LinePlace = std::uint64_t;
constexpr LinePlace line_place(std::size_t input, std::uint64_t line) noexcept {
    return static_cast<LinePlace>(input) << 40 | line;
}
constexpr std::size_t input_of(LinePlace place) noexcept {
    return static_cast<std::size_t>(place >> 40);
}
constexpr std::uint64_t line_of(LinePlace place) noexcept {
    return place & ((std::uint64_t{1} << 40) - 1);
}

struct OrderAmount {
    OrderHash hash;
    std::int64_t amount_scaled = 0;
    std::uint64_t place_and_flag = 0;

    static constexpr std::uint64_t differs = std::uint64_t{1} << 63;
    LinePlace first_place() const noexcept { return place_and_flag & ~differs; }
    bool lines_differ() const noexcept { return (place_and_flag & differs) != 0; }
};

// The orders whose lines differ: how many, and the first of them in the order of the inputs.
class DifferingOrders {
public:
    static constexpr std::size_t most_kept = 10;

    void add(LinePlace place);
    std::uint64_t count() const noexcept { return count_; }
    // In their order.
    const std::vector<LinePlace>& first() const noexcept { return first_; }

private:
    std::uint64_t count_ = 0;
    std::vector<LinePlace> first_;
};

class OrderAmounts {
public:
    // memory outlives the set.
    explicit OrderAmounts(base::TableMemory& memory) : slots_(memory) {}

    // One line of an order; returns what the order's amount has grown by. hash: not all zero. What lines below and
    // above 0 of one order say is kept apart: an order, and what was taken back of it. There is room for one more.
    std::int64_t add(OrderHash hash, std::int64_t amount_scaled, LinePlace place) noexcept;

    // Puts back what for_each has visited; it was not there yet.
    void put_back(const OrderAmount& order) noexcept;

    void reserve_for(std::size_t more) {
        while ((size_ + more) * 4 > slots_.capacity() * 3) grow();
    }

    template <class Visit>
    void for_each(Visit&& visit) const {
        for (std::size_t i = 0; i < slots_.capacity(); ++i) {
            if (slots_[i].hash != OrderHash{}) visit(slots_[i]);
        }
    }

    // Forgets all and gives the memory back.
    void clear() noexcept {
        slots_.clear();
        size_ = 0;
    }

private:
    OrderAmount& find(OrderHash hash) noexcept;
    void grow();

    base::BlockArray<OrderAmount> slots_;  // open addressing; a hash of all zero is free
    std::size_t size_ = 0;
};

}  // namespace rfm::customers
