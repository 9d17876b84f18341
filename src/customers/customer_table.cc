#include "customers/customer_table.h"

#include <cstring>

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

CustomerFeeder::CustomerFeeder(CustomerTable& table)
    : table_(table), rows_(CustomerTable::partition_count * rows_held) {}

void CustomerFeeder::add(std::span<const orders::OrderRow> rows) {
    for (const orders::OrderRow& row : rows) {
        const auto size = static_cast<std::uint32_t>(row.customer.size());
        const bool is_long = size > CustomerKey::inline_size;
        CustomerKey key =
            is_long ? CustomerKey::of_long(row.customer.data(), size) : CustomerKey::of_short(row.customer);
        const std::uint64_t hash = hash_of(key);
        const std::size_t partition = partition_of(hash);
        Buffer& buffer = buffers_[partition];
        if (buffer.rows == rows_held || (is_long && buffer.key_bytes + size > key_bytes_held)) flush(partition);
        if (is_long && size <= key_bytes_held) {
            if (key_bytes_.empty()) key_bytes_.resize(CustomerTable::partition_count * key_bytes_held);
            char* place = key_bytes_.data() + partition * key_bytes_held + buffer.key_bytes;
            std::memcpy(place, row.customer.data(), size);
            buffer.key_bytes += size;
            key = CustomerKey::of_long(place, size);
        }
        const std::size_t place = partition * rows_held + buffer.rows++;
        rows_[place] = {hash,
                        {key.words[0], key.words[1]},
                        row.amount_scaled,
                        size,
                        row.is_purchase ? row.day : CustomerRecord::no_day};
        if (!row.order_id.empty()) {
            if (orders_.empty()) orders_.resize(rows_.size());
            orders_[place] = hash_of_order(row.order_id, hash);
        } else if (!orders_.empty()) {
            orders_[place] = OrderHash{};
        }
        // A key too long for the buffer is still in the caller's memory, so it goes on at once.
        if (size > key_bytes_held) flush(partition);
    }
}

void CustomerFeeder::flush() {
    for (std::size_t partition = 0; partition < CustomerTable::partition_count; ++partition) flush(partition);
}

void CustomerFeeder::flush(std::size_t partition) {
    Buffer& buffer = buffers_[partition];
    if (buffer.rows > 0) {
        const std::size_t begin = partition * rows_held;
        table_.add(partition, std::span(rows_).subspan(begin, buffer.rows),
                   orders_.empty() ? std::span<const OrderHash>() : std::span(orders_).subspan(begin, buffer.rows));
    }
    buffer = Buffer{};
}

}  // namespace rfm::customers
