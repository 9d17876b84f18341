// One partition of the table of customers: those whose hash starts with the partition's bits.
// Thread-safety: none; CustomerTable guards each partition by a lock of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/arena.h"
#include "base/block_array.h"
#include "base/packed_text.h"
#include "customers/customer_record.h"
#include "customers/order_set.h"

namespace rfm::customers {

// One order row on its way into a partition. Small, because a buffer of them is held for every partition.
struct PendingRow {
    base::PackedText customer;  // a long id's bytes are in the buffer that holds the row
    std::int64_t amount_scaled = 0;
    std::uint32_t place_hash = 0;  // place_hash() of the customer's hash
    DayCode day = no_day_code;     // none: no purchase, only the amount counts
};
static_assert(sizeof(PendingRow) == 32);

// The 32 bits of a customer's hash that choose its place in the partition; none of them chose the partition (the top
// ones).
inline std::uint32_t place_hash(std::uint64_t hash) noexcept {
    return static_cast<std::uint32_t>(hash >> 16);
}

class Partition {
public:
    // memory outlives the partition.
    explicit Partition(base::TableMemory& memory) : slots_(memory), records_(memory), orders_(memory) {}

    // Rows are added this many at a time at most.
    static constexpr std::size_t most_rows = 128;

    // orders: one for each row, zero where the row is an order of its own; or none when all rows are.
    // scratch: for use meanwhile.
    void add(std::span<const PendingRow> rows, std::span<const OrderHash> orders, std::vector<OrderHash>& scratch);

    std::size_t size() const noexcept { return size_; }

    const CustomerRecord& record(std::size_t index) const noexcept { return records_[index]; }

private:
    std::size_t first_candidate(std::uint32_t hash) const noexcept;
    CustomerRecord& find_or_make(const PendingRow& row);
    void add_wide(CustomerRecord& record, const PendingRow& row, std::uint64_t orders);
    void grow_slots();

    // A slot holds the index of a customer, plus 1, in the low bits, as many as it takes to number the slots, and in
    // the others those bits of the customer's hash: they tell most other customers apart without touching their
    // records. The low bits of the hash are the slot's own number, or nearly. 0 is free.
    base::BlockArray<std::uint32_t> slots_;
    base::BlockArray<CustomerRecord> records_;
    std::size_t size_ = 0;
    base::Arena long_ids_;
    std::vector<std::unique_ptr<WideTotals>> wide_totals_;
    OrderSet orders_;
};

}  // namespace rfm::customers
