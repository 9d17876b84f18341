#include "customers/partition.h"

#include <array>
#include <cstring>
#include <new>
#include <vector>

#include "customers/customer_hash.h"

namespace rfm::customers {

void Partition::add(std::span<const PendingRow> rows, std::span<const OrderHash> orders) {
    make_room(rows.size());
    orders_.reserve_for(orders.size());
    // Slots and records are spread over more memory than the caches hold. Three passes, each asking for the memory that
    // the next one touches, keep dozens of misses under way at once: measured, half the time of a single pass.
    for (const PendingRow& row : rows) __builtin_prefetch(&slots_[line_of(row.place_hash, slots_.capacity())]);
    std::array<std::uint32_t, most_rows> candidates{};
    find_candidates(rows, slots_, records_, candidates.data());
    std::array<std::uint8_t, most_rows> counts{};
    count_orders(rows, orders, counts.data());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PendingRow& row = rows[i];
        CustomerRecord* const candidate = candidates[i] == 0 ? nullptr : &records_[candidates[i] - 1];
        const bool found = candidate != nullptr && candidate->packed_id() == row.customer;
        CustomerRecord& record = found ? *candidate : find_or_make(row);
        if (!record.add_amount(row.amount_scaled)) {
            add_wide(record, row, counts[i]);
        } else if (row.day != no_day_code && !record.add_purchase(row.day, counts[i])) {
            PendingRow rest = row;
            rest.amount_scaled = 0;
            add_wide(record, rest, counts[i]);
        }
    }
}

// For each row, 1 when it is a purchase of an order that was not there yet, else 0.
void Partition::count_orders(std::span<const PendingRow> rows, std::span<const OrderHash> orders,
                             std::uint8_t* counts) {
    for (const OrderHash& order : orders) orders_.prefetch(order);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        counts[i] = rows[i].day != no_day_code &&
                            (orders.empty() || orders[i] == OrderHash{} || orders_.insert(orders[i]))
                        ? 1
                        : 0;
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

void Partition::put_back(std::span<const OrderHash> orders) {
    orders_.reserve_for(orders.size());
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

// A slot's line and its upper bits are nearly all of its customer's hash, so that the customers need not be looked at:
// each line is dealt out to two, itself and the one as far behind as there were slots. Only behind a full line it is
// not known whether a slot's line is where its customer belongs.
void Partition::grow_slots() {
    const std::size_t old_count = slots_.capacity();
    slots_.grow_twofold();
    const std::size_t count = slots_.capacity();
    const auto old_index_mask = static_cast<std::uint32_t>(old_count - 1);
    const auto index_mask = static_cast<std::uint32_t>(count - 1);
    if (old_count == 0) {
        slots_.fill_zero();
        return;
    }
    const auto hash_in = [&](std::uint32_t slot) {
        return place_hash(hash_of(records_[(slot & old_index_mask) - 1].packed_id()));
    };
    std::vector<std::uint32_t> displaced;  // indices of customers, plus 1
    const auto is_full = [&](std::size_t line) { return slots_[line + slots_in_line - 1] != 0; };
    bool behind_full = is_full(old_count - slots_in_line);
    for (std::size_t line = 0; line < old_count; line += slots_in_line) {
        std::array<std::uint32_t, slots_in_line> old{};
        std::memcpy(old.data(), &slots_[line], sizeof old);
        std::memset(&slots_[line], 0, sizeof old);
        std::memset(&slots_[line + old_count], 0, sizeof old);
        std::array<std::size_t, 2> ends = {line, line + old_count};
        for (const std::uint32_t slot : old) {
            if (slot == 0) break;
            const std::uint32_t hash =
                behind_full ? hash_in(slot) : (slot & ~old_index_mask) | static_cast<std::uint32_t>(line);
            const std::size_t home = line_of(hash, count);
            std::size_t& end = ends[home == line ? 0 : 1];
            const bool belongs_here = home == line || home == line + old_count;
            if (belongs_here && end < home + slots_in_line) {
                slots_[end++] = (hash & ~index_mask) | (slot & old_index_mask);
            } else {
                displaced.push_back(slot & old_index_mask);
            }
        }
        behind_full = old.back() != 0;
    }
    for (const std::uint32_t index : displaced) {
        const std::uint32_t hash = place_hash(hash_of(records_[index - 1].packed_id()));
        std::size_t at = line_of(hash, count);
        while (slots_[at] != 0) at = (at + 1) & (count - 1);
        slots_[at] = (hash & ~index_mask) | index;
    }
}

}  // namespace rfm::customers
