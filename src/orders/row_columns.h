// Which columns of a record the row reader needs, in the order that it expects them in a batch.
// Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "orders/column_map.h"

namespace rfm::orders {

// A name as a header row further down has it: where a file with a byte-order mark was put behind another, the mark
// stands before the first field, and makes the quotes around it part of the text.
std::string_view bare_name(std::string_view text) noexcept;

struct RowColumns {
    // header: the names of the file, empty when it has none.
    explicit RowColumns(const ColumnMap& map, const std::vector<std::string>& header = {});

    std::vector<std::uint32_t> positions;  // in the record; the others are indices into it
    std::uint32_t customer, date;
    std::vector<std::uint32_t> more_customers;
    std::optional<std::uint32_t> amount, amount_factor, refund, currency, order_id;
    std::vector<std::optional<std::uint32_t>> filters;
    // Differs between inputs whose columns stand in other places: there, equal bytes mean other things.
    std::uint64_t layout = 0;
    std::vector<std::string> names;  // of the columns at `positions`, bare; empty without a header

private:
    std::uint32_t slot(std::uint32_t position);
};

}  // namespace rfm::orders
