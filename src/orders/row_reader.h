// Record batches to order rows: filters, guests, dates, amounts, and what is wrong with the rest.
// Thread-safety: one reader a thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <rfm/plan.h>

#include "csv/record_batch.h"
#include "orders/currency_rates.h"
#include "orders/date_reader.h"
#include "orders/decimal_decision.h"
#include "orders/order_lines.h"
#include "orders/order_rows.h"
#include "orders/row_amounts.h"
#include "orders/row_columns.h"

namespace rfm::orders {

// Tells whether a record is seen for the first time; for --dedupe.
class SeenRecords {
public:
    virtual ~SeenRecords() = default;
    // Whether the record was not there yet, in an input of that layout (RowColumns::layout). Made to be called by
    // several threads.
    virtual bool insert(std::string_view record, std::uint64_t layout) = 0;
};

// What the readers of the same rows share; all of it outlives them.
struct SharedByReaders {
    DecimalDecision* decision = nullptr;
    const CurrencyRates* rates = nullptr;  // where there are any
    SeenRecords* seen = nullptr;           // where duplicates are dropped
};

class RowReader {
public:
    // plan outlives the reader. shared.decision may only be left out for a single reader.
    RowReader(const Plan& plan, DateReader dates, const SharedByReaders& shared = {});

    const DateReader& dates() const noexcept { return dates_; }
    RowAmounts& amounts() noexcept { return amounts_; }
    OrderLines& lines() noexcept { return lines_; }

    // Replaces what is in `out`.
    void read(const csv::RecordBatch& batch, const RowColumns& columns, OrderRows& out);

    // Whether the filters of the plan let a record through.
    bool passes_filters(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record);

    // For each filter and value of the plan, whether some row had that value.
    const std::vector<std::vector<bool>>& filter_values_seen() const noexcept { return filter_values_seen_; }

    // The currencies of the used rows so far, normalized, in the order in which they came; only the first some dozen.
    const std::vector<std::string>& currencies() const noexcept { return currencies_; }

    // Adds what filters of another reader of the same plan have seen.
    void merge_seen(const RowReader& other);

private:
    std::string_view key(const csv::RecordBatch& batch, csv::FieldRef field, base::Arena& arena);
    base::PackedText packed_key(const csv::RecordBatch& batch, csv::FieldRef field, base::Arena& arena);
    base::PackedText customer_of(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record,
                                 base::Arena& arena);
    bool may_be_plain(const csv::RecordBatch& batch, const RowColumns& columns);
    void read_record(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record, OrderRows& out,
                     OrderRow*& next);
    void put_row(OrderRow row, std::uint32_t record, RowAmount amount, OrderRows& out, OrderRow*& next) const;
    bool is_repeated_header(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record);
    void note_guest(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record,
                    const RowAmount& amount, RowTally& tally);
    std::string currency_of(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record,
                            const RowAmount& amount);
    void note_currency(std::string currency, std::size_t record, OrderRows& out);
    std::optional<BadRowKind> convert_amount(const std::string& currency, DayNumber day, RowAmount& amount) const;
    bool is_purchase(std::int64_t amount_scaled) const noexcept {
        return amount_scaled >= 0 || plan_.refunds == RefundRule::as_orders;
    }

    const Plan& plan_;
    std::unique_ptr<DecimalDecision> own_decision_;
    DateReader dates_;
    RowAmounts amounts_;
    OrderLines lines_;
    const CurrencyRates* rates_;
    SeenRecords* seen_;
    std::string only_currency_;
    bool ids_as_they_stand_;  // but for white space around them
    DayNumber as_of_;
    DayNumber since_;
    std::vector<std::vector<bool>> filter_values_seen_;
    std::vector<std::string> currencies_;
    std::string first_currency_text_;  // as it stands in its column
    std::string scratch_;
    std::string folded_;
};

}  // namespace rfm::orders
