// Orders made to be difficult, always the same for the same seed: heavy ties, refunds, customers with refunds only,
// guests, free orders, order ids shared between customers, ids that have to be quoted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/csv_table.h"

namespace rfm::test {

struct GeneratedOrders {
    std::uint64_t seed = 1;
    int customers = 500;
    int rows = 5000;
    int days = 40;     // few: ties
    int amounts = 12;  // different ones; few: ties
    bool long_ids = false;
};

// customer_id, order_id, order_date, amount, note. The note holds delimiters, quotes and newlines.
std::vector<CsvRow> generate_orders(const GeneratedOrders& wanted);

// With the header `customer_id,order_id,order_date,amount,note`.
std::string orders_text(const std::vector<CsvRow>& rows);

// A small generator whose numbers are the same on every machine (splitmix64).
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    // 0 to below - 1.
    int below(int limit) { return static_cast<int>(next() % static_cast<std::uint64_t>(limit)); }

private:
    std::uint64_t state_;
};

}  // namespace rfm::test
