// A partition that memory has no room for: what it held goes to a temporary file, and so do the rows that come after,
// to be added up when the file is read back, one partition at a time. So nothing but the place differs.
// Thread-safety: none; guarded like the partition.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/temp_file.h"
#include "customers/partition.h"

namespace rfm::customers {

class PartitionSpill {
public:
    // Takes over what the partition holds, and empties it. Throws Error(io, cannot_create).
    explicit PartitionSpill(Partition& partition);

    // rows, orders, places: as for Partition::add.
    void add(std::span<const PendingRow> rows, std::span<const OrderHash> orders, std::span<const LinePlace> places);

    // Adds everything to an empty partition.
    void restore(Partition& partition);

private:
    enum class Kind : std::uint32_t { customers, orders, order_amounts, rows, rows_with_orders, rows_with_places };
    struct Head {
        Kind kind = Kind::rows;
        std::uint32_t count = 0;
        std::uint64_t id_bytes = 0;  // of the long ids, behind the rest
    };

    void put(const Head& head, std::span<const char> items);
    void put_bytes(std::span<const char> bytes);
    void put_long_id(const base::PackedText& id);
    void flush();

    base::TempFile file_;
    std::vector<char> buffer_;
};

}  // namespace rfm::customers
