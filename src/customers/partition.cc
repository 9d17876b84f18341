#include "customers/partition.h"

#include <array>
#include <cstring>
#include <new>
#include <vector>

#include "customers/customer_hash.h"

namespace rfm::customers {

void Partition::add(std::span<const PendingRow> rows, std::span<const OrderHash> orders,
                    std::span<const LinePlace> places) {
    make_room(rows.size());
    orders_.reserve_for(orders.size());
    if (!places.empty()) order_amounts_.reserve_for(orders.size());
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
        std::int64_t amount_scaled = row.amount_scaled;
        if (!places.empty() && !orders.empty() && orders[i] != OrderHash{}) {
            amount_scaled = order_amounts_.add(orders[i], amount_scaled, places[i]);
        }
        if (!record.add_amount(amount_scaled)) {
            PendingRow changed = row;
            changed.amount_scaled = amount_scaled;
            add_wide(record, changed, counts[i]);
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
        counts[i] =
            rows[i].day != no_day_code && (orders.empty() || orders[i] == OrderHash{} || orders_.insert(orders[i])) ? 1
                                                                                                                    : 0;
    }
}

CustomerRecord& Partition::find_or_make(const PendingRow& row) {
    const std::size_t mask = slots_.capacity() - 1;
    const auto index_mask = static_cast<std::uint32_t>(mask);
    const std::uint32_t tags = tag_mask(slots_.capacity());
    for (std::size_t at = line_of(row.place_hash, slots_.capacity()); slots_[at] != 0; at = (at + 1) & mask) {
        if (((slots_[at] ^ row.place_hash) & tags) != 0) continue;
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
    put_slot(row.place_hash, static_cast<std::uint32_t>(++size_));
    return *made;
}

// Into the first free slot from where a customer of that hash belongs. index: of the customer, plus 1.
void Partition::put_slot(std::uint32_t hash, std::uint32_t index) noexcept {
    const std::size_t count = slots_.capacity();
    const std::size_t home = line_of(hash, count);
    std::size_t at = home;
    while (slots_[at] != 0) at = (at + 1) & (count - 1);
    const bool displaced = at - home >= slots_in_line;
    slots_[at] = (hash & tag_mask(count)) | index | (displaced ? displaced_bit : 0);
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

void Partition::put_back(std::span<const OrderAmount> orders) {
    order_amounts_.reserve_for(orders.size());
    for (const OrderAmount& order : orders) order_amounts_.put_back(order);
}

void Partition::clear() noexcept {
    order_amounts_.clear();
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
// each line is dealt out to two, itself and the one as far behind as there were slots. Only of a displaced customer it
// is not known where it belongs.
void Partition::grow_slots() {
    const std::size_t old_count = slots_.capacity();
    slots_.grow_twofold();
    if (old_count == 0) return slots_.fill_zero();
    const std::uint32_t old_tags = tag_mask(old_count);
    const std::uint32_t tags = tag_mask(slots_.capacity());
    const auto index_mask = static_cast<std::uint32_t>(old_count - 1);
    std::vector<std::uint32_t> displaced;  // indices of customers, plus 1
    for (std::size_t line = 0; line < old_count; line += slots_in_line) {
        std::uint32_t* const lower = &slots_[line];
        std::uint32_t* const upper = &slots_[line + old_count];
        std::array<std::uint32_t, slots_in_line> old{};
        std::memcpy(old.data(), lower, sizeof old);
        std::memset(lower, 0, sizeof old);
        std::memset(upper, 0, sizeof old);
        std::size_t in_lower = 0;
        std::size_t in_upper = 0;
        for (const std::uint32_t slot : old) {
            if (slot == 0) break;
            if ((slot & displaced_bit) != 0) {
                displaced.push_back(slot & index_mask);
                continue;
            }
            const std::uint32_t hash = (slot & old_tags) | static_cast<std::uint32_t>(line);
            std::uint32_t& place = line_of(hash, slots_.capacity()) == line ? lower[in_lower++] : upper[in_upper++];
            place = (hash & tags) | (slot & index_mask);
        }
    }
    for (const std::uint32_t index : displaced) {
        put_slot(place_hash(hash_of(records_[index - 1].packed_id())), index);
    }
}

}  // namespace rfm::customers
