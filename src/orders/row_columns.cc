#include "orders/row_columns.h"

#include <algorithm>

#include "base/byte_order_mark.h"
#include "base/white_space.h"

namespace rfm::orders {

std::string_view bare_name(std::string_view text) noexcept {
    if (text.starts_with(base::byte_order_mark)) {
        text = base::without_byte_order_mark(text);
        if (text.size() > 1 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    }
    return base::trimmed(text);
}

RowColumns::RowColumns(const ColumnMap& map, const std::vector<std::string>& header)
    : customer(slot(map.customer)), date(slot(map.date)) {
    const auto optional_slot = [&](std::optional<std::uint32_t> position) -> std::optional<std::uint32_t> {
        if (!position) return std::nullopt;
        return slot(*position);
    };
    for (const std::uint32_t position : map.more_customers) more_customers.push_back(slot(position));
    amount = optional_slot(map.amount);
    amount_factor = optional_slot(map.amount_factor);
    refund = optional_slot(map.refund);
    currency = optional_slot(map.currency);
    order_id = optional_slot(map.order_id);
    for (const auto& position : map.filters) filters.push_back(optional_slot(position));
    const auto add_to_layout = [&](std::optional<std::uint32_t> at) {
        layout = (layout ^ (at ? std::uint64_t{positions[*at]} + 1 : 0)) * 0x9E3779B97F4A7C15ULL + 1;
    };
    for (const auto at :
         {std::optional(customer), std::optional(date), amount, amount_factor, refund, currency, order_id}) {
        add_to_layout(at);
    }
    for (const std::uint32_t at : more_customers) add_to_layout(at);
    for (const auto& at : filters) add_to_layout(at);
    if (header.empty()) return;
    for (const std::uint32_t position : positions) names.emplace_back(bare_name(header[position]));
}

std::uint32_t RowColumns::slot(std::uint32_t position) {
    const auto at = std::find(positions.begin(), positions.end(), position);
    if (at != positions.end()) return static_cast<std::uint32_t>(at - positions.begin());
    positions.push_back(position);
    return static_cast<std::uint32_t>(positions.size() - 1);
}

}  // namespace rfm::orders
