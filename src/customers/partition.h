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
#include "customers/order_amounts.h"
#include "customers/order_set.h"
#include "customers/pending_row.h"
#include "customers/slot_search.h"

namespace rfm::customers {

// A customer as it is saved outside of a partition.
struct SavedCustomer {
    base::PackedText customer;
    base::WideSum sum;
    DayCode first_day = no_day_code;
    DayCode last_day = no_day_code;
    std::uint64_t frequency = 0;
};
SavedCustomer saved(const CustomerRecord& record) noexcept;

class Partition {
public:
    // memory outlives the partition.
    explicit Partition(base::TableMemory& memory)
        : memory_(memory), slots_(memory), records_(memory), orders_(memory), order_amounts_(memory) {}
    Partition(const Partition&) = delete;
    Partition& operator=(const Partition&) = delete;
    ~Partition() { clear(); }

    // Rows are added this many at a time at most.
    static constexpr std::size_t most_rows = 128;

    // orders: one for each row, zero where the row is an order of its own; or none when all rows are.
    // places: one for each row when its amount is that of its whole order, and counts once; else none.
    void add(std::span<const PendingRow> rows, std::span<const OrderHash> orders, std::span<const LinePlace> places);

    std::size_t size() const noexcept { return size_; }

    const CustomerRecord& record(std::size_t index) const noexcept { return records_[index]; }

    const OrderSet& orders() const noexcept { return orders_; }
    const OrderAmounts& order_amounts() const noexcept { return order_amounts_; }

    // Adds what was saved: a customer that is not there yet; orders that are counted already.
    void put_back(const SavedCustomer& customer);
    void put_back(std::span<const OrderHash> orders);
    void put_back(std::span<const OrderAmount> orders);

    // No more rows come: gives back what finding customers and counting orders took.
    void end_adding() noexcept {
        slots_.clear();
        orders_.clear();
        order_amounts_.clear();
    }

    // Forgets all and gives the memory back.
    void clear() noexcept;

private:
    void make_room(std::size_t customers);
    CustomerRecord& find_or_make(const PendingRow& row);
    void count_orders(std::span<const PendingRow> rows, std::span<const OrderHash> orders, std::uint8_t* counts);
    void add_wide(CustomerRecord& record, const PendingRow& row, std::uint64_t orders);
    void put_slot(std::uint32_t hash, std::uint32_t index) noexcept;
    void grow_slots();

    base::TableMemory& memory_;
    Slots slots_;
    base::BlockArray<CustomerRecord> records_;
    std::size_t size_ = 0;
    base::Arena long_ids_;
    std::size_t long_ids_size_ = 0;
    std::vector<std::unique_ptr<WideTotals>> wide_totals_;
    OrderSet orders_;
    OrderAmounts order_amounts_;
};

}  // namespace rfm::customers
