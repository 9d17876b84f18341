// Which columns of one input hold what: as asked for, or found by the table of well-known headers.
// Thread-safety: plain values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rfm/plan.h>

namespace rfm::orders {

// Positions count from 0 in the record.
struct ColumnMap {
    std::uint32_t customer = 0;
    std::vector<std::uint32_t> more_customers;  // where that one is blank, in this order
    std::uint32_t date = 0;
    std::optional<std::uint32_t> amount;
    std::optional<std::uint32_t> amount_factor;  // multiplied with amount
    std::optional<std::uint32_t> refund;         // subtracted from it
    std::optional<std::uint32_t> currency;
    std::optional<std::uint32_t> order_id;
    std::optional<std::uint32_t> status;
    std::vector<std::optional<std::uint32_t>> filters;  // one for each filter of the plan; none: not filtered
    // For people, as in "customer: column 3 'Customer ID' (found)".
    std::vector<std::string> words;
    std::string warning;  // something the user should know; mostly empty
};

// What columns are called in messages: the header's name, or "column 3" without a header.
std::string column_label(const std::vector<std::string>& header, std::uint32_t column);

// header: the names of the file, empty when it has none. Throws Error(data) that names the file, lists what it has and
// the flag to use, when a column is missing or two have equal standing. by_name_only: a number names no column; what is
// asked for by number proves nothing where the header is still looked for.
ColumnMap map_columns(const std::vector<std::string>& header, std::size_t field_count, const Plan& plan,
                      const std::string& file, bool by_name_only = false);

}  // namespace rfm::orders
