#include "customers/partition.h"

#include <array>
#include <new>

#include "customers/customer_hash.h"

namespace rfm::customers {

void Partition::add(std::span<const PendingRow> rows, std::span<const OrderHash> orders,
                    std::vector<OrderHash>& scratch) {
    make_room(rows.size());
    orders_.reserve_for(orders.size(), scratch);
    // Slots and records are spread over more memory than the caches hold. Three passes, each asking for the memory that
    // the next one touches, keep dozens of misses under way at once: measured, half the time of a single pass.
    for (const PendingRow& row : rows) __builtin_prefetch(&slots_[line_of(row.place_hash, slots_.capacity())]);
    if (!orders.empty()) {
        for (const OrderHash& order : orders) orders_.prefetch(order);
    }
    std::array<std::uint32_t, most_rows> candidates{};
    find_candidates(rows, slots_, records_, candidates.data());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PendingRow& row = rows[i];
        CustomerRecord* const candidate = candidates[i] == 0 ? nullptr : &records_[candidates[i] - 1];
        const bool found = candidate != nullptr && candidate->packed_id() == row.customer;
        CustomerRecord& record = found ? *candidate : find_or_make(row);
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

CustomerRecord& Partition::find_or_make(const PendingRow& row) {
    const std::size_t mask = slots_.capacity() - 1;
    const auto index_mask = static_cast<std::uint32_t>(mask);
    std::size_t at = line_of(row.place_hash, slots_.capacity());
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        if (((slots_[at] ^ row.place_hash) & ~index_mask) != 0) continue;
        CustomerRecord& candidate = records_[(slots_[at] & index_mask) - 1];
        if (candidate.packed_id() == row.customer) return candidate;
    }
    base::PackedText id = row.customer;
    if (!id.is_inline()) {
        id = base::PackedText::of_long(long_ids_.copy(id.text()));
        memory_.count_also(long_ids_.allocated() - long_ids_size_);
        long_ids_size_ = long_ids_.allocated();
    }
    CustomerRecord* made = new (&records_[size_]) CustomerRecord(id);
    slots_[at] = (row.place_hash & ~index_mask) | static_cast<std::uint32_t>(++size_);
    return *made;
}

void Partition::add_wide(CustomerRecord& record, const PendingRow& row, std::uint64_t orders) {
    if (!record.is_wide()) record.widen(*wide_totals_.emplace_back(std::make_unique<WideTotals>()));
    record.wide().sum.add(row.amount_scaled);
    record.wide().frequency += orders;
    if (row.day != no_day_code) record.set_days(row.day);
}

SavedCustomer saved(const CustomerRecord& record) noexcept {
    SavedCustomer saved;
    saved.customer = record.packed_id();
    saved.sum = record.sum();
    saved.frequency = record.frequency();
    if (record.has_purchase()) {
        saved.first_day = day_code(record.first_day());
        saved.last_day = day_code(record.last_day());
    }
    return saved;
}

void Partition::put_back(const SavedCustomer& customer) {
    make_room(1);
    PendingRow row;
    row.customer = customer.customer;
    row.place_hash = place_hash(hash_of(customer.customer));
    CustomerRecord& record = find_or_make(row);
    if (customer.last_day != no_day_code) {
        record.set_days(customer.first_day);
        record.set_days(customer.last_day);
    }
    const std::optional<std::int64_t> sum = customer.sum.value();
    if (sum && record.add_orders(customer.frequency)) {
        record.add_amount(*sum);
        return;
    }
    record.widen(*wide_totals_.emplace_back(std::make_unique<WideTotals>()));
    record.wide() = {customer.sum, customer.frequency};
}

void Partition::put_back(std::span<const OrderHash> orders, std::vector<OrderHash>& scratch) {
    orders_.reserve_for(orders.size(), scratch);
    for (const OrderHash& order : orders) orders_.insert(order);
}

void Partition::clear() noexcept {
    slots_.clear();
    records_.clear();
    orders_.clear();
    wide_totals_.clear();
    long_ids_ = base::Arena();
    memory_.count_no_more(long_ids_size_);
    long_ids_size_ = 0;
    size_ = 0;
}

void Partition::make_room(std::size_t customers) {
    while ((size_ + customers) * 4 > slots_.capacity() * 3) grow_slots();
    while (size_ + customers > records_.capacity()) records_.grow_a_little();
}

void Partition::grow_slots() {
    slots_.grow_twofold();
    slots_.fill_zero();
    const std::size_t mask = slots_.capacity() - 1;
    const auto index_mask = static_cast<std::uint32_t>(mask);
    for (std::size_t i = 0; i < size_; ++i) {
        const std::uint32_t hash = place_hash(hash_of(records_[i].packed_id()));
        std::size_t at = line_of(hash, slots_.capacity());
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = (hash & ~index_mask) | static_cast<std::uint32_t>(i + 1);
    }
}

}  // namespace rfm::customers
