// Which columns of a scored file are compared, and where they stand.
// Thread-safety: plain values and pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rfm::diff {

enum class ScoredColumn : std::uint8_t {
    customer_id,
    segment,
    last_order_date,
    recency_days,
    monetary,
    r_score,
    f_score,
    m_score,
    rfm_score
};
inline constexpr std::size_t scored_column_count = 9;

// As in the header: "customer_id".
std::string_view column_name(ScoredColumn column) noexcept;

class ScoredColumns {
public:
    // Throws Error(data) naming the file when customer_id or segment is missing, or a column stands there twice.
    ScoredColumns(const std::vector<std::string>& header, const std::string& file);

    bool has(ScoredColumn column) const noexcept { return slot(column).has_value(); }
    // Where the column stands among those that are read.
    std::optional<std::size_t> slot(ScoredColumn column) const noexcept {
        return slots_[static_cast<std::size_t>(column)];
    }
    // Where in a record those columns stand that are read.
    const std::vector<std::uint32_t>& positions() const noexcept { return positions_; }

private:
    std::array<std::optional<std::size_t>, scored_column_count> slots_;
    std::vector<std::uint32_t> positions_;
};

}  // namespace rfm::diff
