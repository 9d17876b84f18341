// All customers, in partitions by hash; and the feeder that each thread adds its rows through.
// The result does not depend on which thread adds which row, or when.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "customers/partition.h"
#include "customers/partition_spill.h"
#include "customers/set_aside_row.h"
#include "orders/order_rows.h"

namespace rfm::customers {

// Where a customer stands in a table: the partition in the top bits, the record's index in the others.
using CustomerPlace = std::uint32_t;

// Thread-safety: feeders of several threads may add at the same time; reading needs that all have flushed.
class CustomerTable {
public:
    static constexpr std::size_t partition_count = 64;

    void add(std::size_t partition, std::span<const PendingRow> rows, std::span<const OrderHash> orders,
             std::span<const LinePlace> places) {
        Guarded& guarded = parts_->partitions[partition];
        {
            const std::lock_guard lock(guarded.mutex);
            if (guarded.spill) return guarded.spill->add(rows, orders, places);
            guarded.partition.add(rows, orders, places);
            // So that every record has a place.
            if (guarded.partition.size() > most_records - Partition::most_rows) spill(guarded);
        }
        if (parts_->memory.in_use() > parts_->budget.load(std::memory_order_relaxed)) spill_largest();
    }

    // How many bytes the table may take; near that, partitions go to temporary files. No limit at first.
    void set_budget(std::size_t bytes) noexcept { parts_->budget.store(bytes, std::memory_order_relaxed); }

    // Whether some partition has gone to a file. Then customers are visited one partition at a time: bring it back,
    // visit it, forget it.
    bool is_spilled() const noexcept;
    void bring_back(std::size_t partition);
    void forget(std::size_t partition);
    // Partitions that no file holds come first, so that forgetting them makes room for the others.
    std::vector<std::size_t> partitions_in_memory_first() const;

    // The partition's orders whose lines have different amounts; before end_adding().
    void collect_differing(std::size_t partition, DifferingOrders& differing) const;

    // No more rows come: gives back the memory that finding customers and counting orders took.
    void end_adding() noexcept;
    // For those who put its customers in order.
    base::TableMemory& memory() noexcept { return parts_->memory; }

    std::size_t size() const noexcept;

    // The records stay where they are while the table lives.
    const CustomerRecord& record(CustomerPlace place) const noexcept {
        return parts_->partitions[place >> index_bits].partition.record(place & (most_records - 1));
    }

    // For each customer, in no order that means anything, but always the same for the same table.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (std::size_t p = 0; p < partition_count; ++p) for_each_in(p, visit);
    }

    // The same for one partition: partitions may be visited side by side.
    template <class Visit>
    void for_each_in(std::size_t partition, Visit&& visit) const {
        for_each_place_in(partition, [&](CustomerPlace, const CustomerRecord& record) { visit(record); });
    }

    // The same with the places: visit(place, record). A partition that was brought back may have none for all.
    template <class Visit>
    void for_each_place_in(std::size_t partition, Visit&& visit) const {
        const Partition& records = parts_->partitions[partition].partition;
        for (std::size_t i = 0; i < records.size(); ++i) {
            visit(static_cast<CustomerPlace>(partition << index_bits | i), records.record(i));
        }
    }

private:
    struct Guarded {
        explicit Guarded(base::TableMemory& memory) : partition(memory) {}
        std::mutex mutex;
        Partition partition;
        std::unique_ptr<PartitionSpill> spill;
    };
    struct Parts {
        Parts() {
            for (std::size_t i = 0; i < partition_count; ++i) partitions.emplace_back(memory);
        }
        base::TableMemory memory;  // outlives the partitions
        std::atomic<std::size_t> budget = ~std::size_t{0};
        std::mutex spilling;
        std::deque<Guarded> partitions;
    };
    static constexpr int index_bits = 26;
    static constexpr std::size_t most_records = std::size_t{1} << index_bits;
    static_assert(partition_count << index_bits == std::uint64_t{1} << 32);

    static void spill(Guarded& guarded);
    void spill_largest();

    std::unique_ptr<Parts> parts_ = std::make_unique<Parts>();
};

// Whether two rows, one below the other, are as good as one with the sum of their amounts: nothing else tells them
// apart, and their order counts once anyway.
inline bool are_lines_of_one_order(const orders::OrderRow& a, const orders::OrderRow& b) noexcept {
    return !b.order_id.empty() && b.order_id == a.order_id && b.customer == a.customer && b.day == a.day &&
           b.is_purchase && a.is_purchase;
}

// Collects rows by partition and hands them over some dozen at a time.
// Thread-safety: one feeder a thread.
class CustomerFeeder {
public:
    explicit CustomerFeeder(CustomerTable& table) : table_(table) {}

    // places: one for each row when its amount is that of its whole order, and counts once; else none.
    void add(std::span<const orders::OrderRow> rows, std::span<const LinePlace> places = {});

    // The same for rows that were set aside. orders: one for each row, zero where the row is an order of its own; or
    // none when all rows are.
    void add(std::span<const SetAsideRow> rows, std::span<const OrderHash> orders, std::span<const LinePlace> places);

    // Hands over what is still here.
    void flush();

private:
    static constexpr std::size_t rows_held = Partition::most_rows;
    static constexpr std::size_t id_bytes_held = 4096;

    struct Buffer {
        std::size_t rows = 0;
        std::size_t id_bytes = 0;
    };

    void flush(std::size_t partition);
    template <class Row>
    std::size_t hold(const Row& row, std::uint64_t hash);
    base::PackedText hold_bytes(const base::PackedText& id, std::size_t partition);

    CustomerTable& table_;
    std::array<Buffer, CustomerTable::partition_count> buffers_;
    // rows_held for each partition; made when the first row comes: most feeders of undecided readings never see one.
    std::vector<PendingRow> rows_;
    std::vector<OrderHash> orders_;  // the same; made when the first order id comes
    std::vector<LinePlace> places_;  // the same; made when the first place comes
    std::vector<char> id_bytes_;     // of long ids, id_bytes_held for each partition; made when the first one comes
};

}  // namespace rfm::customers
