// Record batches to order rows: filters, guests, dates, amounts, and what is wrong with the rest.
// Thread-safety: one reader a thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rfm/plan.h>

#include "csv/record_batch.h"
#include "orders/amount_reader.h"
#include "orders/column_map.h"
#include "orders/date_reader.h"
#include "orders/order_rows.h"

namespace rfm::orders {

// The columns that a RowReader needs of each record, in the order that it expects them in a batch.
struct RowColumns {
    // header: the names of the file, empty when it has none.
    explicit RowColumns(const ColumnMap& map, const std::vector<std::string>& header = {});

    std::vector<std::uint32_t> positions;  // in the record; the others are indices into it
    std::uint32_t customer, date;
    std::optional<std::uint32_t> amount, amount_factor, order_id;
    std::vector<std::uint32_t> filters;
    std::vector<std::string>
        names;  // of the columns at `positions`, without white space around; empty without a header

private:
    std::uint32_t slot(std::uint32_t position);
};

class RowReader {
public:
    // plan outlives the reader.
    RowReader(const Plan& plan, DateReader dates);

    const DateReader& dates() const noexcept { return dates_; }
    const AmountReader& amounts() const noexcept { return amounts_; }

    // Replaces what is in `out`.
    void read(const csv::RecordBatch& batch, const RowColumns& columns, OrderRows& out);

    // Whether the filters of the plan let a record through.
    bool passes_filters(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record);

    // For each filter and value of the plan, whether some row had that value.
    const std::vector<std::vector<bool>>& filter_values_seen() const noexcept { return filter_values_seen_; }

    // Adds what another reader of the same plan has seen.
    void merge_seen(const RowReader& other);

private:
    std::string_view key(const csv::RecordBatch& batch, csv::FieldRef field, base::Arena& arena);
    base::PackedText packed_key(const csv::RecordBatch& batch, csv::FieldRef field, base::Arena& arena);
    void read_record(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record, OrderRows& out,
                     OrderRow*& next);
    Amount read_amount(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record);
    Amount read_field(const csv::RecordBatch& batch, csv::FieldRef field);
    std::uint32_t wrong_amount_slot(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record);
    bool is_repeated_header(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record);
    void note_guest(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record, RowTally& tally);
    bool is_purchase(std::int64_t amount_scaled) const noexcept {
        return amount_scaled >= 0 || plan_.refunds == RefundRule::as_orders;
    }

    const Plan& plan_;
    DateReader dates_;
    AmountReader amounts_;
    DayNumber as_of_;
    DayNumber since_;
    std::vector<std::vector<bool>> filter_values_seen_;
    std::string scratch_;
};

}  // namespace rfm::orders
