// Which columns of a record the row reader needs, in the order that it expects them in a batch.
// Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "orders/column_map.h"

namespace rfm::orders {

struct RowColumns {
    explicit RowColumns(const ColumnMap& map);

    std::vector<std::uint32_t> positions;  // in the record; the others are indices into it
    std::uint32_t customer, date;
    std::vector<std::uint32_t> more_customers;
    std::optional<std::uint32_t> amount, amount_factor, refund, currency, order_id;
    std::vector<std::optional<std::uint32_t>> filters;

private:
    std::uint32_t slot(std::uint32_t position);
};

}  // namespace rfm::orders
