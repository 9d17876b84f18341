// The amount of one record: one column or the product of two, less what another says was refunded; and which decimal
// mark the amounts have, when nobody says. Thread-safety: one reader a thread; readers of the same rows share a
// DecimalDecision.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "csv/record_batch.h"
#include "orders/amount_reader.h"
#include "orders/decimal_decision.h"
#include "orders/row_columns.h"

namespace rfm::orders {

struct RowAmount {
    std::int64_t gross_scaled = 0;  // before refunds; its sign tells a purchase
    std::int64_t net_scaled = 0;
    int decimals = 0;  // of the most precise column
    AmountStatus status = AmountStatus::ok;
    std::uint32_t wrong_slot = 0;  // of the column that is wrong
    CurrencyMark currency = 0;     // that stands beside the amount
    // The same with a decimal comma, where that is another amount and nothing decides yet.
    std::optional<std::int64_t> comma_net_scaled = std::nullopt;
    int comma_decimals = 0;
};

class RowAmounts {
public:
    // decimal_mark: nothing when the data is to decide; `decision` outlives the reader.
    RowAmounts(std::optional<char> decimal_mark, DecimalDecision& decision)
        : reader_(decimal_mark.value_or('.')), settled_(decimal_mark.has_value()), decision_(decision) {}

    // Called before an amount is looked at that needs a decision; returns when the rows before it are all read.
    void set_await_turn(std::function<void()> await_turn) { await_turn_ = std::move(await_turn); }

    // The reader with the mark that is known; nothing as long as none is.
    const AmountReader* settled_reader() noexcept;

    // Of a record with an amount column.
    RowAmount read(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record);

    char decimal_mark() const noexcept { return reader_.decimal_mark(); }

private:
    RowAmount read_with(const AmountReader& reader, const csv::RecordBatch& batch, const RowColumns& columns,
                        std::size_t record);
    RowAmount read_undecided(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record);
    void settle(char mark) noexcept;

    AmountReader reader_;
    bool settled_;
    DecimalDecision& decision_;
    std::function<void()> await_turn_;
    std::string scratch_;
};

}  // namespace rfm::orders
