// Looks up many customers at once in the slots of a partition, with the best instruction set of the machine.
// Thread-safety: pure functions on the caller's memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/block_array.h"
#include "customers/customer_record.h"
#include "customers/pending_row.h"

namespace rfm::customers {

// A slot holds the index of a customer, plus 1, in its low bits, as many as it takes to number the slots, and in the
// others, but the top one, those bits of the customer's hash: they tell most other customers apart without touching
// their records. 0 is free. Sixteen slots are a line, which is one of the cache's: a customer stands in the line that
// the low bits of the hash name, or, when that is full, in the next one; then the slot's top bit is set. A line is
// filled from its front, and looked at as a whole, so that which of its slots it is makes no branch (measured: 16 ns a
// row with one slot after the other).
inline constexpr std::size_t slots_in_line = 16;
using Slots = base::BlockArray<std::uint32_t>;

// The first slot of the line where a customer of that hash belongs.
inline std::size_t line_of(std::uint32_t hash, std::size_t slots) noexcept {
    return hash & (slots - 1) & ~(slots_in_line - 1);
}

inline constexpr std::uint32_t displaced_bit = std::uint32_t{1} << 31;

// The bits of a slot that are the hash's.
inline std::uint32_t tag_mask(std::size_t slots) noexcept {
    return ~static_cast<std::uint32_t>(slots - 1) & ~displaced_bit;
}

// For each row the index, plus 1, of the first customer in its line whose bits of the hash are the row's, nearly always
// the right one; 0 where there is none. Asks for the memory of that customer.
void find_candidates(std::span<const PendingRow> rows, const Slots& slots,
                     const base::BlockArray<CustomerRecord>& records, std::uint32_t* candidates);

// The same without SIMD: what tests compare with.
void find_candidates_portable(std::span<const PendingRow> rows, const Slots& slots,
                              const base::BlockArray<CustomerRecord>& records, std::uint32_t* candidates);

}  // namespace rfm::customers
