#include "customers/partition.h"

#include <array>
#include <new>

#include "customers/customer_hash.h"

namespace rfm::customers {

void Partition::add(std::span<const PendingRow> rows, std::span<const OrderHash> orders,
                    std::vector<OrderHash>& scratch) {
    while ((size_ + rows.size()) * 4 > slots_.capacity() * 3) grow_slots();
    while (size_ + rows.size() > records_.capacity()) records_.grow_a_little();
    orders_.reserve_for(orders.size(), scratch);
    // Slots and records are spread over more memory than the caches hold. Three passes, each asking for the memory that
    // the next one touches, keep dozens of misses under way at once: measured, half the time of a single pass.
    const std::size_t mask = slots_.capacity() - 1;
    const auto index_mask = static_cast<std::uint32_t>(mask);
    for (const PendingRow& row : rows) __builtin_prefetch(&slots_[row.place_hash & mask]);
    std::array<CustomerRecord*, most_rows> candidates{};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t slot = slots_[first_candidate(rows[i].place_hash)];
        candidates[i] = slot == 0 ? nullptr : &records_[(slot & index_mask) - 1];
        if (slot != 0) __builtin_prefetch(candidates[i], 1);
        if (!orders.empty()) orders_.prefetch(orders[i]);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PendingRow& row = rows[i];
        const bool found = candidates[i] != nullptr && candidates[i]->packed_id() == row.customer;
        CustomerRecord& record = found ? *candidates[i] : find_or_make(row);
        const bool counts = row.day != no_day_code &&
                            (orders.empty() || orders[i] == OrderHash{} || orders_.insert(orders[i]));
        if (!record.add_amount(row.amount_scaled)) {
            add_wide(record, row, counts ? 1 : 0);
        } else if (row.day != no_day_code && !record.add_purchase(row.day, counts ? 1 : 0)) {
            PendingRow rest = row;
            rest.amount_scaled = 0;
            add_wide(record, rest, counts ? 1 : 0);
        }
    }
}

// The first slot that is free or has the row's bits: nearly always the right one.
inline std::size_t Partition::first_candidate(std::uint32_t hash) const noexcept {
    const std::size_t mask = slots_.capacity() - 1;
    const auto tag_mask = ~static_cast<std::uint32_t>(mask);
    std::size_t at = hash & mask;
    for (;;) {
        const std::uint32_t slot = slots_[at];
        if (slot == 0 || ((slot ^ hash) & tag_mask) == 0) return at;
        at = (at + 1) & mask;
    }
}

CustomerRecord& Partition::find_or_make(const PendingRow& row) {
    const std::size_t mask = slots_.capacity() - 1;
    const auto index_mask = static_cast<std::uint32_t>(mask);
    std::size_t at = row.place_hash & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        if (((slots_[at] ^ row.place_hash) & ~index_mask) != 0) continue;
        CustomerRecord& candidate = records_[(slots_[at] & index_mask) - 1];
        if (candidate.packed_id() == row.customer) return candidate;
    }
    base::PackedText id = row.customer;
    if (!id.is_inline()) id = base::PackedText::of_long(long_ids_.copy(id.text()));
    CustomerRecord* made = new (&records_[size_]) CustomerRecord(id);
    ++size_;
    slots_[at] = (row.place_hash & ~index_mask) | static_cast<std::uint32_t>(size_);
    return *made;
}

void Partition::add_wide(CustomerRecord& record, const PendingRow& row, std::uint64_t orders) {
    if (!record.is_wide()) record.widen(*wide_totals_.emplace_back(std::make_unique<WideTotals>()));
    record.wide().sum.add(row.amount_scaled);
    record.wide().frequency += orders;
    if (row.day != no_day_code) record.set_days(row.day);
}

void Partition::grow_slots() {
    slots_.grow_twofold();
    slots_.fill_zero();
    const std::size_t mask = slots_.capacity() - 1;
    const auto index_mask = static_cast<std::uint32_t>(mask);
    for (std::size_t i = 0; i < size_; ++i) {
        const std::uint32_t hash = place_hash(hash_of(records_[i].packed_id()));
        std::size_t at = hash & mask;
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = (hash & ~index_mask) | static_cast<std::uint32_t>(i + 1);
    }
}

}  // namespace rfm::customers
