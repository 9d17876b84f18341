// The customers by the plainest means: one map, one set of order ids each.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/int128.h"
#include "customers/customer_table.h"

namespace rfm::customers::test {

// No day of the calendar: of a customer without a purchase.
inline constexpr DayNumber no_day = max_day + 1;

struct Customer {
    base::Int128 sum = 0;
    std::uint64_t frequency = 0;
    DayNumber first_day = no_day;
    DayNumber last_day = no_day;
    bool operator==(const Customer&) const = default;
};
using Customers = std::map<std::string, Customer, std::less<>>;

// One order row that owns its texts.
struct Row {
    std::string customer, order_id;
    std::int64_t amount_scaled = 0;
    DayNumber day = 0;
    bool is_purchase = true;

    // The customer and the order point into this row.
    orders::OrderRow view() const {
        return {base::PackedText::of(customer), order_id, amount_scaled, day, is_purchase};
    }
};

inline Customers expected(const std::vector<Row>& rows) {
    Customers customers;
    std::set<std::pair<std::string_view, std::string_view>> orders;
    for (const Row& row : rows) {
        Customer& customer = customers[row.customer];
        customer.sum += row.amount_scaled;
        if (!row.is_purchase) continue;
        const bool first = customer.last_day == no_day;
        customer.first_day = first ? row.day : std::min(customer.first_day, row.day);
        customer.last_day = first ? row.day : std::max(customer.last_day, row.day);
        if (row.order_id.empty() || orders.insert({row.customer, row.order_id}).second) ++customer.frequency;
    }
    return customers;
}

inline Customers held_by(const CustomerTable& table) {
    Customers customers;
    table.for_each([&](const CustomerRecord& record) {
        Customer& customer = customers[std::string(record.id())];
        customer.sum = record.sum().wide_value();
        customer.frequency = record.frequency();
        if (!record.has_purchase()) return;
        customer.first_day = record.first_day();
        customer.last_day = record.last_day();
    });
    return customers;
}

// Adds the rows in pieces, each from memory that is overwritten as soon as the feeder has had it.
inline void feed(CustomerFeeder& feeder, std::span<const Row> rows, std::size_t piece) {
    std::vector<orders::OrderRow> views;
    std::string text;
    while (!rows.empty()) {
        const auto now = rows.first(std::min(piece, rows.size()));
        rows = rows.subspan(now.size());
        text.clear();
        views.clear();
        std::size_t size = 0;
        for (const Row& row : now) size += row.customer.size() + row.order_id.size();
        text.reserve(size);  // views into it stay
        const auto kept = [&](const std::string& part) {
            const std::size_t at = text.size();
            text += part;
            return std::string_view(text).substr(at, part.size());
        };
        for (const Row& row : now) {
            views.push_back(row.view());
            views.back().customer = base::PackedText::of(kept(row.customer));
            views.back().order_id = kept(row.order_id);
        }
        feeder.add(views);
        std::fill(text.begin(), text.end(), '#');
    }
    feeder.flush();
}

}  // namespace rfm::customers::test
