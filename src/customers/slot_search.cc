#include "customers/slot_search.h"

#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "customers/slot_search.cc"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rfm::customers {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<std::uint32_t, slots_in_line>;

// Bit i stands for slot i of the line: whether its upper bits are those of the hash.
HWY_INLINE std::uint32_t matches(const std::uint32_t* line, std::uint32_t hash, std::uint32_t tags) {
    const Lanes d;
    const auto wanted = hn::Set(d, hash & tags);
    const auto mask = hn::Set(d, tags);
    std::uint32_t result = 0;
    for (std::size_t i = 0; i < slots_in_line; i += hn::Lanes(d)) {
        std::uint8_t bytes[8] = {};
        hn::StoreMaskBits(d, hn::Eq(hn::And(hn::LoadU(d, line + i), mask), wanted), bytes);
        std::uint32_t bits = 0;
        std::memcpy(&bits, bytes, sizeof bits);
        result |= bits << i;
    }
    return result;
}

void search(std::span<const PendingRow> rows, const Slots& slots, const base::BlockArray<CustomerRecord>& records,
            std::uint32_t* candidates) {
    const std::size_t count = slots.capacity();
    const auto index_mask = static_cast<std::uint32_t>(count - 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t hash = rows[i].place_hash;
        const std::uint32_t* const line = &slots[line_of(hash, count)];
        // A free slot matches where the hash's upper bits are all zero; its index then is 0, which is none.
        const std::uint32_t found = matches(line, hash, tag_mask(count));
        const std::uint32_t slot = line[std::countr_zero(found | 0x8000U)] & index_mask;
        candidates[i] = found == 0 ? 0 : slot;
        __builtin_prefetch(&records[candidates[i] == 0 ? 0 : candidates[i] - 1], 1);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace rfm::customers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfm::customers {

HWY_EXPORT(search);

void find_candidates(std::span<const PendingRow> rows, const Slots& slots,
                     const base::BlockArray<CustomerRecord>& records, std::uint32_t* candidates) {
    HWY_DYNAMIC_DISPATCH(search)(rows, slots, records, candidates);
}

void find_candidates_portable(std::span<const PendingRow> rows, const Slots& slots,
                              const base::BlockArray<CustomerRecord>& /*records*/, std::uint32_t* candidates) {
    const std::size_t count = slots.capacity();
    const auto index_mask = static_cast<std::uint32_t>(count - 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t line = line_of(rows[i].place_hash, count);
        candidates[i] = 0;
        for (std::size_t slot = line; slot < line + slots_in_line; ++slot) {
            if (((slots[slot] ^ rows[i].place_hash) & tag_mask(count)) != 0) continue;
            candidates[i] = slots[slot] & index_mask;
            break;
        }
    }
}

}  // namespace rfm::customers
#endif
