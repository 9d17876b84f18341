// The columns that scores can be written with, and sorted by. What each means: docs/output.md.
// Thread-safety: constants and pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace rfm {

enum class Column {
    // Those that are written when none are asked for, in this order.
    customer_id,
    last_order_date,
    recency_days,
    frequency,
    monetary,
    r_score,
    f_score,
    m_score,
    rfm_score,
    segment,
    // On demand.
    first_order_date,
    tenure_days,
    average_order_value,
    mean_gap_days,
    overdue_ratio,
    monetary_share,
    recency_percentile,
    frequency_percentile,
    monetary_percentile,
    weighted_score,
};

inline constexpr std::size_t default_column_count = 10;

inline constexpr std::array<std::string_view, 20> column_names = {
    "customer_id",
    "last_order_date",
    "recency_days",
    "frequency",
    "monetary",
    "r_score",
    "f_score",
    "m_score",
    "rfm_score",
    "segment",
    "first_order_date",
    "tenure_days",
    "average_order_value",
    "mean_gap_days",
    "overdue_ratio",
    "monetary_share",
    "recency_percentile",
    "frequency_percentile",
    "monetary_percentile",
    "weighted_score",
};

constexpr std::string_view column_name(Column column) noexcept {
    return column_names[static_cast<std::size_t>(column)];
}

constexpr std::optional<Column> column_named(std::string_view name) noexcept {
    for (std::size_t i = 0; i < column_names.size(); ++i) {
        if (column_names[i] == name) return static_cast<Column>(i);
    }
    return std::nullopt;
}

// Whether there is nothing to write in it for customers that were scored without amounts.
constexpr bool needs_amounts(Column column) noexcept {
    return column == Column::monetary || column == Column::m_score || column == Column::average_order_value ||
           column == Column::monetary_share || column == Column::monetary_percentile;
}

}  // namespace rfm
