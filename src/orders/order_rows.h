// Records turned into order rows: the plain columns that the customers room takes.
// Lifetime: the views point into the record batch or into `text`; valid until the next batch.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <rfm/day.h>

#include "base/arena.h"
#include "base/packed_text.h"

namespace rfm::orders {

struct OrderRow {
    base::PackedText customer;  // never blank
    std::string_view order_id;  // empty: the row is an order of its own
    std::int64_t amount_scaled = 0;
    DayNumber day = 0;
    bool is_purchase = true;  // counts as an order and moves the dates
};

enum class BadRowKind : std::uint8_t {
    too_few_fields,
    too_many_fields,
    text_after_quote,
    date_blank,
    date_unreadable,
    date_impossible,
    amount_blank,
    amount_not_a_number,
    amount_too_precise,
    amount_out_of_range,
    currency_blank,
    currency_without_rate,
};
inline constexpr int bad_row_kinds = 12;

struct BadRow {
    std::uint32_t record = 0;  // in the batch
    BadRowKind kind = BadRowKind::too_few_fields;
    std::uint32_t slot = 0;  // of the field that is wrong, in the batch's columns; no meaning for the first three kinds
};

// How many records of a batch were left out, and what is known of the used ones.
struct RowTally {
    std::uint64_t used = 0;
    std::uint64_t filtered = 0;
    std::uint64_t guest = 0;
    std::uint64_t after_as_of = 0;
    std::uint64_t before_since = 0;
    std::uint64_t further_lines = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t other_currency = 0;
    std::uint64_t repeated_headers = 0;
    std::uint64_t bad = 0;
    std::uint64_t refunds = 0;
    std::uint64_t zero_amounts = 0;
    std::uint64_t without_order_id = 0;
    DayNumber latest_purchase = min_day - 1;  // also of guests; below min_day: none
    int amount_decimals = 0;                  // of the most precise amount used
    // The same of those whose decimal mark is not decided yet, with the one and the other mark.
    int decimals_if_point = 0;
    int decimals_if_comma = 0;

    void add(const RowTally& other) noexcept;
};

struct OrderRows {
    std::vector<OrderRow> rows;
    std::vector<BadRow> bad;  // in the order of the records
    // What to add to the sums if the decimal mark turns out to be the comma; the rows hold the amounts with a point.
    std::vector<OrderRow> unsettled;
    std::optional<std::uint32_t> ambiguous_record;  // the first of them
    // Records without an amount that may belong to an order in the records before these; bad if they don't.
    std::vector<BadRow> leading;
    std::uint64_t leading_guests = 0;             // the same, without a customer
    std::vector<std::uint32_t> records;           // of each row its record; only with AmountPer::order
    std::vector<std::uint32_t> currency_records;  // the first record of each currency that was new to the reader
    RowTally tally;
    base::Arena text;

    void clear() noexcept {
        rows.clear();
        bad.clear();
        unsettled.clear();
        ambiguous_record.reset();
        leading.clear();
        leading_guests = 0;
        records.clear();
        currency_records.clear();
        tally = RowTally{};
        text.clear();
    }
};

}  // namespace rfm::orders
