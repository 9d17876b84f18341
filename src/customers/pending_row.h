// One order row on its way into a partition. Small, because a buffer of them is held for every partition.
// Thread-safety: plain values.
#pragma once

#include <cstdint>

#include "base/packed_text.h"
#include "customers/customer_record.h"

namespace rfm::customers {

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

}  // namespace rfm::customers
