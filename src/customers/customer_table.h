// All customers, in partitions by hash; and the feeder that each thread adds its rows through.
// The result does not depend on which thread adds which row, or when.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "customers/partition.h"
#include "orders/order_rows.h"

namespace rfm::customers {

// Thread-safety: feeders of several threads may add at the same time; reading needs that all have flushed.
class CustomerTable {
public:
    static constexpr std::size_t partition_count = 64;

    // scratch: for use meanwhile, one a thread.
    void add(std::size_t partition, std::span<const PendingRow> rows, std::span<const OrderHash> orders,
             std::vector<OrderHash>& scratch) {
        Guarded& guarded = parts_->partitions[partition];
        const std::lock_guard lock(guarded.mutex);
        guarded.partition.add(rows, orders, scratch);
    }

    std::size_t size() const noexcept;

    // For each customer, in no order that means anything. The records stay where they are while the table lives.
    // The order is always the same for the same table.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (std::size_t p = 0; p < partition_count; ++p) for_each_in(p, visit);
    }

    // The same for one partition: partitions may be visited side by side.
    template <class Visit>
    void for_each_in(std::size_t partition, Visit&& visit) const {
        const Partition& records = parts_->partitions[partition].partition;
        for (std::size_t i = 0; i < records.size(); ++i) visit(records.record(i));
    }

private:
    struct Guarded {
        explicit Guarded(base::TableMemory& memory) : partition(memory) {}
        std::mutex mutex;
        Partition partition;
    };
    struct Parts {
        Parts() {
            for (std::size_t i = 0; i < partition_count; ++i) partitions.emplace_back(memory);
        }
        base::TableMemory memory;  // outlives the partitions
        std::deque<Guarded> partitions;
    };
    std::unique_ptr<Parts> parts_ = std::make_unique<Parts>();
};

// Collects rows by partition and hands them over some dozen at a time.
// Thread-safety: one feeder a thread.
class CustomerFeeder {
public:
    explicit CustomerFeeder(CustomerTable& table);

    void add(std::span<const orders::OrderRow> rows);

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
    base::PackedText hold_bytes(const base::PackedText& id, std::size_t partition);

    CustomerTable& table_;
    std::array<Buffer, CustomerTable::partition_count> buffers_;
    std::vector<PendingRow> rows_;   // rows_held for each partition
    std::vector<OrderHash> orders_;  // the same; made when the first order id comes
    std::vector<char> id_bytes_;     // of long ids, id_bytes_held for each partition; made when the first one comes
    std::vector<OrderHash> scratch_;
};

}  // namespace rfm::customers
