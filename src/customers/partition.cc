#include "customers/partition.h"

#include <algorithm>
#include <array>

namespace rfm::customers {
namespace {

// Of a slot: the index of its customer, plus 1. The other half is the tag.
constexpr std::uint64_t index_bits = 0xFFFFFFFFULL;

// 32 bits of the hash, none of them those that chose the partition (the top ones). They are kept beside the index:
// their lower end chooses the slot, so that growing needs no look at the customers, and their upper end tells most
// other customers apart without touching their records.
std::uint64_t tag_bits(std::uint64_t hash) noexcept {
    return (hash << 6) & ~index_bits;
}
std::size_t slot_of(std::uint64_t tag) noexcept {
    return static_cast<std::size_t>(tag >> 32);
}

}  // namespace

void Partition::add(std::span<const PendingRow> rows, std::span<const OrderHash> orders) {
    if ((size_ + rows.size()) * 4 > slots_.size() * 3) grow_slots();
    orders_.reserve_for(orders.size());
    // Slots and records are spread over more memory than the caches hold. Three passes, each asking for the memory that
    // the next one touches, keep dozens of misses under way at once: measured, half the time of a single pass.
    const std::size_t mask = slots_.size() - 1;
    for (const PendingRow& row : rows) __builtin_prefetch(&slots_[slot_of(tag_bits(row.hash)) & mask]);
    std::array<CustomerRecord*, most_rows> candidates{};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint64_t slot = slots_[first_candidate(rows[i])];
        candidates[i] = slot == 0 ? nullptr : &record((slot & index_bits) - 1);
        if (slot != 0) __builtin_prefetch(candidates[i], 1);
        if (!orders.empty()) orders_.prefetch(orders[i]);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PendingRow& row = rows[i];
        const bool found = candidates[i] != nullptr && same_key(candidates[i]->key(), row.key());
        CustomerRecord& record = found ? *candidates[i] : find_or_make(row);
        base::WideSum sum = record.sum();
        sum.add(row.amount_scaled);
        record.set_sum(sum);
        if (row.day == CustomerRecord::no_day) continue;
        // no_day is below every day, so it is the latest of none; for the earliest it has to be told apart.
        record.last_day = std::max(record.last_day, row.day);
        record.first_day = record.first_day == CustomerRecord::no_day ? row.day : std::min(record.first_day, row.day);
        if (orders.empty() || orders[i] == OrderHash{} || orders_.insert(orders[i])) ++record.frequency;
    }
}

// The first slot that is free or has the row's tag: nearly always the right one.
std::size_t Partition::first_candidate(const PendingRow& row) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    const std::uint64_t tag = tag_bits(row.hash);
    std::size_t at = slot_of(tag) & mask;
    while (slots_[at] != 0 && (slots_[at] & ~index_bits) != tag) at = (at + 1) & mask;
    return at;
}

CustomerRecord& Partition::find_or_make(const PendingRow& row) {
    const std::size_t mask = slots_.size() - 1;
    const std::uint64_t tag = tag_bits(row.hash);
    const CustomerKey row_key = row.key();
    std::size_t at = first_candidate(row);
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        if ((slots_[at] & ~index_bits) != tag) continue;
        CustomerRecord& candidate = record((slots_[at] & index_bits) - 1);
        if (same_key(candidate.key(), row_key)) return candidate;
    }
    if (size_ == blocks_.size() * block_size) {
        blocks_.push_back(base::TableAllocator<CustomerRecord>(memory_).allocate(block_size));
    }
    CustomerKey key = row_key;
    if (!key.is_inline()) key = CustomerKey::of_long(long_keys_.copy(key.text()).data(), key.size);
    CustomerRecord& made = record(size_);
    made =
        CustomerRecord{{key.words[0], key.words[1]}, key.size, 0, 0, 0, CustomerRecord::no_day, CustomerRecord::no_day};
    slots_[at] = tag | ++size_;
    return made;
}

void Partition::grow_slots() {
    Slots old(slots_.empty() ? 256 : slots_.size() * 2, slots_.get_allocator());
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const std::uint64_t slot : old) {
        if (slot == 0) continue;
        std::size_t at = slot_of(slot) & mask;
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

}  // namespace rfm::customers
