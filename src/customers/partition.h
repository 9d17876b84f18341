// One partition of the table of customers: those whose hash starts with the partition's bits.
// Small enough, as one of many, to stay in cache while a buffer of rows is added to it.
// Thread-safety: none; CustomerTable guards each partition by a lock of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/arena.h"
#include "base/table_memory.h"
#include "customers/customer_key.h"
#include "customers/customer_record.h"
#include "customers/order_set.h"

namespace rfm::customers {

// One order row on its way into a partition. Small, because a buffer of them is held for every partition.
struct PendingRow {
    std::uint64_t hash = 0;
    std::uint64_t key_words[2] = {0, 0};  // a long key's bytes are in the buffer that holds the row
    std::int64_t amount_scaled = 0;
    std::uint32_t key_size = 0;
    DayNumber day = 0;  // CustomerRecord::no_day: no purchase, only the amount counts

    CustomerKey key() const noexcept { return {{key_words[0], key_words[1]}, key_size}; }
};
static_assert(sizeof(PendingRow) == 40);

class Partition {
public:
    // memory outlives the partition.
    explicit Partition(base::TableMemory& memory)
        : memory_(memory), slots_(Slots::allocator_type(memory)), orders_(memory) {}

    // Rows are added this many at a time at most.
    static constexpr std::size_t most_rows = 64;

    // orders: one for each row, zero where the row is an order of its own; or none when all rows are.
    void add(std::span<const PendingRow> rows, std::span<const OrderHash> orders);

    std::size_t size() const noexcept { return size_; }

    CustomerRecord& record(std::size_t index) noexcept { return blocks_[index / block_size][index % block_size]; }
    const CustomerRecord& record(std::size_t index) const noexcept {
        return blocks_[index / block_size][index % block_size];
    }

private:
    std::size_t first_candidate(const PendingRow& row) const noexcept;
    CustomerRecord& find_or_make(const PendingRow& row);
    void grow_slots();

    // Records never move, so that growing needs no copy and views of ids stay valid. A block is 16 KiB.
    static constexpr std::size_t block_size = 256;
    using Slots = std::vector<std::uint64_t, base::TableAllocator<std::uint64_t>>;

    base::TableMemory& memory_;
    Slots slots_;                          // index + 1 in the low half, hash bits in the high half; 0 is free
    std::vector<CustomerRecord*> blocks_;  // owned by memory_
    std::size_t size_ = 0;
    base::Arena long_keys_;
    OrderSet orders_;
};

}  // namespace rfm::customers
