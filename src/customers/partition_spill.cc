#include "customers/partition_spill.h"

#include <algorithm>
#include <cstring>

#include "customers/customer_hash.h"

namespace rfm::customers {
namespace {

constexpr std::size_t buffer_size = std::size_t{64} << 10;
constexpr std::size_t items_at_once = 1024;

template <class T>
std::span<const char> bytes_of(std::span<const T> items) {
    return {reinterpret_cast<const char*>(items.data()), items.size_bytes()};
}

// Reads a file from its start, a piece at a time.
class PieceReader {
public:
    explicit PieceReader(const base::TempFile& file) : file_(file) {}

    bool at_end() const noexcept { return at_ == file_.size(); }
    template <class T>
    void read(std::span<T> items) {
        const std::size_t size = items.size_bytes();
        if (size == 0) return;
        if (buffered_ - used_ < size) refill(size);
        std::memcpy(static_cast<void*>(items.data()), buffer_.data() + used_, size);
        used_ += size;
        at_ += size;
    }

private:
    void refill(std::size_t need) {
        buffer_.resize(std::max(need, buffer_size));
        buffered_ = static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size(), file_.size() - at_));
        file_.read_at(at_, std::span(buffer_).first(buffered_));
        used_ = 0;
    }

    const base::TempFile& file_;
    std::uint64_t at_ = 0;
    std::vector<char> buffer_;
    std::size_t buffered_ = 0;
    std::size_t used_ = 0;
};

// Lets the long ids among the items point to their bytes, which stand one after the other.
template <class Item>
void point_to_bytes(std::span<Item> items, const std::vector<char>& bytes) {
    std::size_t at = 0;
    for (Item& item : items) {
        if (item.customer.is_inline()) continue;
        item.customer = base::PackedText::of_long({bytes.data() + at, item.customer.size()});
        at += item.customer.size();
    }
}

template <class Item>
std::uint64_t long_bytes(std::span<const Item> items) {
    std::uint64_t total = 0;
    for (const Item& item : items) total += item.customer.is_inline() ? 0 : item.customer.size();
    return total;
}

}  // namespace

PartitionSpill::PartitionSpill(Partition& partition) {
    std::vector<SavedCustomer> customers;
    const auto put_customers = [&] {
        const std::span<const SavedCustomer> all(customers);
        put({Kind::customers, static_cast<std::uint32_t>(all.size()), long_bytes(all)}, bytes_of(all));
        for (const SavedCustomer& customer : customers) put_long_id(customer.customer);
        customers.clear();
    };
    for (std::size_t i = 0; i < partition.size(); ++i) {
        customers.push_back(saved(partition.record(i)));
        if (customers.size() == items_at_once) put_customers();
    }
    put_customers();
    std::vector<OrderHash> orders;
    const auto put_orders = [&] {
        put({Kind::orders, static_cast<std::uint32_t>(orders.size()), 0}, bytes_of(std::span<const OrderHash>(orders)));
        orders.clear();
    };
    partition.orders().for_each([&](const OrderHash& order) {
        orders.push_back(order);
        if (orders.size() == items_at_once) put_orders();
    });
    put_orders();
    std::vector<OrderAmount> amounts;
    const auto put_amounts = [&] {
        put({Kind::order_amounts, static_cast<std::uint32_t>(amounts.size()), 0},
            bytes_of(std::span<const OrderAmount>(amounts)));
        amounts.clear();
    };
    partition.order_amounts().for_each([&](const OrderAmount& amount) {
        amounts.push_back(amount);
        if (amounts.size() == items_at_once) put_amounts();
    });
    if (!amounts.empty()) put_amounts();
    flush();
    partition.clear();
}

void PartitionSpill::add(std::span<const PendingRow> rows, std::span<const OrderHash> orders,
                         std::span<const LinePlace> places) {
    // Places mean nothing where each row is an order of its own.
    const Kind kind = orders.empty() ? Kind::rows : places.empty() ? Kind::rows_with_orders : Kind::rows_with_places;
    put({kind, static_cast<std::uint32_t>(rows.size()), long_bytes(rows)}, bytes_of(rows));
    put_bytes(bytes_of(orders));
    if (kind == Kind::rows_with_places) put_bytes(bytes_of(places));
    for (const PendingRow& row : rows) put_long_id(row.customer);
}

void PartitionSpill::restore(Partition& partition) {
    flush();
    PieceReader in(file_);
    std::vector<SavedCustomer> customers;
    std::vector<PendingRow> rows;
    std::vector<OrderHash> orders;
    std::vector<LinePlace> places;
    std::vector<OrderAmount> amounts;
    std::vector<char> bytes;
    while (!in.at_end()) {
        Head head;
        in.read(std::span(&head, 1));
        const bool with_places = head.kind == Kind::rows_with_places;
        const bool with_orders = with_places || head.kind == Kind::rows_with_orders;
        customers.resize(head.kind == Kind::customers ? head.count : 0);
        amounts.resize(head.kind == Kind::order_amounts ? head.count : 0);
        rows.resize(with_orders || head.kind == Kind::rows ? head.count : 0);
        orders.resize(with_orders || head.kind == Kind::orders ? head.count : 0);
        places.resize(with_places ? head.count : 0);
        in.read(std::span(customers));
        in.read(std::span(amounts));
        in.read(std::span(rows));
        in.read(std::span(orders));
        in.read(std::span(places));
        bytes.resize(head.id_bytes);
        in.read(std::span(bytes));
        point_to_bytes(std::span(customers), bytes);
        point_to_bytes(std::span(rows), bytes);
        if (head.kind == Kind::customers) {
            for (const SavedCustomer& customer : customers) partition.put_back(customer);
        } else if (head.kind == Kind::orders) {
            partition.put_back(orders);
        } else if (head.kind == Kind::order_amounts) {
            partition.put_back(amounts);
        } else {
            partition.add(rows, orders, places);
        }
    }
}

void PartitionSpill::put(const Head& head, std::span<const char> items) {
    put_bytes(bytes_of(std::span(&head, 1)));
    put_bytes(items);
}

void PartitionSpill::put_bytes(std::span<const char> bytes) {
    if (buffer_.size() + bytes.size() > buffer_size) flush();
    if (bytes.size() >= buffer_size) return file_.append(bytes);
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

void PartitionSpill::put_long_id(const base::PackedText& id) {
    if (!id.is_inline()) put_bytes({id.text().data(), id.size()});
}

void PartitionSpill::flush() {
    file_.append(buffer_);
    buffer_.clear();
}

}  // namespace rfm::customers
