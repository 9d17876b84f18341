#include "customers/customer_table.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "customers/customer_hash.h"

namespace rfm::customers {
namespace {

std::size_t partition_of(std::uint64_t hash) noexcept {
    return static_cast<std::size_t>(hash >> 58);
}
static_assert(CustomerTable::partition_count == std::size_t{1} << (64 - 58));

}  // namespace

std::size_t CustomerTable::size() const noexcept {
    std::size_t total = 0;
    for (const Guarded& guarded : parts_->partitions) total += guarded.partition.size();
    return total;
}

bool CustomerTable::is_spilled() const noexcept {
    return std::any_of(parts_->partitions.begin(), parts_->partitions.end(),
                       [](const Guarded& guarded) { return guarded.spill != nullptr; });
}

// One thread at a time, until there is some room again; the others go on meanwhile.
void CustomerTable::spill_largest() {
    const std::unique_lock one(parts_->spilling, std::try_to_lock);
    if (!one) return;
    const std::size_t budget = parts_->budget.load(std::memory_order_relaxed);
    while (parts_->memory.in_use() > budget - budget / 16) {
        Guarded* largest = nullptr;
        std::size_t most = 0;
        for (Guarded& guarded : parts_->partitions) {
            const std::lock_guard lock(guarded.mutex);
            if (guarded.spill || guarded.partition.size() <= most) continue;
            most = guarded.partition.size();
            largest = &guarded;
        }
        if (largest == nullptr) return;
        const std::lock_guard lock(largest->mutex);
        spill(*largest);
    }
}

void CustomerTable::spill(Guarded& guarded) {
    guarded.spill = std::make_unique<PartitionSpill>(guarded.partition);
}

void CustomerTable::end_adding() noexcept {
    for (Guarded& guarded : parts_->partitions) guarded.partition.end_adding();
}

void CustomerTable::bring_back(std::size_t partition) {
    Guarded& guarded = parts_->partitions[partition];
    if (!guarded.spill) return;
    guarded.spill->restore(guarded.partition);
    guarded.spill.reset();
}

void CustomerTable::collect_differing(std::size_t partition, DifferingOrders& differing) const {
    parts_->partitions[partition].partition.order_amounts().for_each([&](const OrderAmount& order) {
        if (order.lines_differ()) differing.add(order.first_place());
    });
}

void CustomerTable::forget(std::size_t partition) {
    parts_->partitions[partition].partition.clear();
}

std::vector<std::size_t> CustomerTable::partitions_in_memory_first() const {
    std::vector<std::size_t> order(partition_count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t partition) { return parts_->partitions[partition].spill == nullptr; });
    return order;
}

// Puts a row into the buffer of its partition and gives its place there; the order is still to be set.
template <class Row>
[[gnu::always_inline]] inline std::size_t CustomerFeeder::hold(const Row& row, std::uint64_t hash) {
    const std::size_t partition = partition_of(hash);
    Buffer& buffer = buffers_[partition];
    if (buffer.rows == rows_held) flush(partition);
    const base::PackedText id = row.customer.is_inline() ? row.customer : hold_bytes(row.customer, partition);
    const std::size_t place = partition * rows_held + buffer.rows++;
    PendingRow& pending = rows_[place];
    // Word by word: as one piece, it would be read back before both words are stored (measured: 1 ns a row).
    pending.customer.words[0] = id.words[0];
    pending.customer.words[1] = id.words[1];
    pending.amount_scaled = row.amount_scaled;
    pending.place_hash = place_hash(hash);
    pending.day = row.is_purchase ? day_code(row.day) : no_day_code;
    return place;
}

void CustomerFeeder::add(std::span<const orders::OrderRow> rows, std::span<const LinePlace> places) {
    if (rows_.empty() && !rows.empty()) rows_.resize(CustomerTable::partition_count * rows_held);
    if (!places.empty() && places_.empty()) places_.resize(rows_.size());
    const orders::OrderRow* before = nullptr;  // the row that became *held
    PendingRow* held = nullptr;
    for (const orders::OrderRow& row : rows) {
        // Exports list the lines of an order one below the other: they become one row, as long as the sum does not
        // overflow.
        std::int64_t sum = 0;
        if (before != nullptr && places.empty() && are_lines_of_one_order(*before, row) &&
            !__builtin_add_overflow(held->amount_scaled, row.amount_scaled, &sum)) {
            held->amount_scaled = sum;
            continue;
        }
        const std::uint64_t hash = hash_of(row.customer);
        const std::size_t place = hold(row, hash);
        if (!row.order_id.empty()) {
            if (orders_.empty()) orders_.resize(rows_.size());
            orders_[place] = hash_of_order(row.order_id, hash);
        } else if (!orders_.empty()) {
            orders_[place] = OrderHash{};
        }
        if (!places.empty()) places_[place] = places[static_cast<std::size_t>(&row - rows.data())];
        before = &row;
        held = &rows_[place];
        // An id too long for the buffer is still in the caller's memory, so it goes on at once.
        if (row.customer.size() > id_bytes_held) {
            flush(place / rows_held);
            before = nullptr;
        }
    }
}

void CustomerFeeder::add(std::span<const SetAsideRow> rows, std::span<const OrderHash> orders,
                         std::span<const LinePlace> places) {
    if (rows_.empty() && !rows.empty()) rows_.resize(CustomerTable::partition_count * rows_held);
    if (!places.empty() && places_.empty()) places_.resize(rows_.size());
    if (!orders.empty() && orders_.empty()) orders_.resize(rows_.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t place = hold(rows[i], hash_of(rows[i].customer));
        if (!orders_.empty()) orders_[place] = orders.empty() ? OrderHash{} : orders[i];
        if (!places.empty()) places_[place] = places[i];
        if (rows[i].customer.size() > id_bytes_held) flush(place / rows_held);
    }
}

// The bytes of a long id, where they last until the row is handed over.
base::PackedText CustomerFeeder::hold_bytes(const base::PackedText& id, std::size_t partition) {
    const std::string_view text = id.text();
    if (text.size() > id_bytes_held) return id;
    if (buffers_[partition].id_bytes + text.size() > id_bytes_held) flush(partition);
    if (id_bytes_.empty()) id_bytes_.resize(CustomerTable::partition_count * id_bytes_held);
    char* place = id_bytes_.data() + partition * id_bytes_held + buffers_[partition].id_bytes;
    std::memcpy(place, text.data(), text.size());
    buffers_[partition].id_bytes += text.size();
    return base::PackedText::of_long({place, text.size()});
}

void CustomerFeeder::flush() {
    for (std::size_t partition = 0; partition < CustomerTable::partition_count; ++partition) flush(partition);
}

void CustomerFeeder::flush(std::size_t partition) {
    Buffer& buffer = buffers_[partition];
    if (buffer.rows > 0) {
        const std::size_t begin = partition * rows_held;
        table_.add(partition, std::span(rows_).subspan(begin, buffer.rows),
                   orders_.empty() ? std::span<const OrderHash>() : std::span(orders_).subspan(begin, buffer.rows),
                   places_.empty() ? std::span<const LinePlace>() : std::span(places_).subspan(begin, buffer.rows));
    }
    buffer = Buffer{};
}

}  // namespace rfm::customers
