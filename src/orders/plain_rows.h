// The loop that nearly all rows of nearly all files go through: records that are alike, ids of up to 15 bytes, dates as
// 2025-01-31 with or without a time of day, amounts with two decimals. Every row that is in any way unusual is left to
// the general way, so this one can be short (measured: half the time), and is compiled for each instruction set.
// Thread-safety: pure functions on the caller's memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include <rfm/day.h>

#include "csv/record_batch.h"
#include "orders/order_rows.h"

namespace rfm::orders {

// Which columns of the records, counted from 0, and what the plan says of their values.
struct PlainColumns {
    std::uint32_t customer = 0;
    std::uint32_t date = 0;
    std::uint32_t amount = 0;
    std::optional<std::uint32_t> order_id;
    std::optional<std::uint32_t> currency;  // rows with any other text than this one there are unusual
    std::string_view only_currency;
    char decimal_mark = '.';
    bool days_as_written = true;  // also where there is an offset from UTC
    DayNumber as_of = max_day;
    DayNumber since = min_day;
    bool refunds_are_orders = false;
};

// Reads a record in the general way; moves `next` on when it becomes a row.
using ReadOther = std::function<void(std::size_t record, OrderRow*& next)>;

// Writes the rows of a batch that is alike from `next` on and returns the end of them. Counts refunds, zero amounts,
// the latest purchase and the decimals of the rows that it reads itself.
OrderRow* read_plain_rows(const csv::RecordBatch& batch, const PlainColumns& columns, const ReadOther& read_other,
                          RowTally& tally, OrderRow* next);

// The same without SIMD: what tests compare with, and what machines without a known instruction set run.
OrderRow* read_plain_rows_portable(const csv::RecordBatch& batch, const PlainColumns& columns,
                                   const ReadOther& read_other, RowTally& tally, OrderRow* next);

}  // namespace rfm::orders
