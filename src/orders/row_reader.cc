#include "orders/row_reader.h"

#include <algorithm>
#include <utility>

#include "base/white_space.h"

namespace rfm::orders {
namespace {

BadRowKind kind_of(csv::RecordFault fault) noexcept {
    switch (fault) {
        case csv::RecordFault::too_many_fields:
            return BadRowKind::too_many_fields;
        case csv::RecordFault::text_after_quote:
            return BadRowKind::text_after_quote;
        default:
            return BadRowKind::too_few_fields;
    }
}

BadRowKind kind_of(DateStatus status) noexcept {
    switch (status) {
        case DateStatus::blank:
            return BadRowKind::date_blank;
        case DateStatus::impossible:
            return BadRowKind::date_impossible;
        default:
            return BadRowKind::date_unreadable;
    }
}

BadRowKind kind_of(AmountStatus status) noexcept {
    switch (status) {
        case AmountStatus::blank:
            return BadRowKind::amount_blank;
        case AmountStatus::too_precise:
            return BadRowKind::amount_too_precise;
        case AmountStatus::out_of_range:
            return BadRowKind::amount_out_of_range;
        default:
            return BadRowKind::amount_not_a_number;
    }
}

// Only a text that starts or ends with a byte that white space can have is looked at closer.
std::string_view trimmed_key(std::string_view text) noexcept {
    // Also every byte of a character beyond ASCII, whatever sign char has on this machine.
    const auto suspicious = [](char c) { return static_cast<signed char>(c) <= ' '; };
    if (text.empty() || (!suspicious(text.front()) && !suspicious(text.back()))) return text;
    return base::trimmed(text);
}

// A record of nothing but delimiters, as spreadsheets leave them below a table, is as good as a blank line.
bool is_empty_record(std::string_view record) noexcept {
    return record.find_first_not_of(" \t,;|\"\r\n") == std::string_view::npos;
}

}  // namespace

void RowTally::add(const RowTally& other) noexcept {
    used += other.used;
    filtered += other.filtered;
    guest += other.guest;
    after_as_of += other.after_as_of;
    before_since += other.before_since;
    bad += other.bad;
    refunds += other.refunds;
    zero_amounts += other.zero_amounts;
    without_order_id += other.without_order_id;
    latest_purchase = std::max(latest_purchase, other.latest_purchase);
    amount_decimals = std::max(amount_decimals, other.amount_decimals);
}

RowColumns::RowColumns(const ColumnMap& map) : customer(slot(map.customer)), date(slot(map.date)) {
    const auto optional_slot = [&](std::optional<std::uint32_t> position) -> std::optional<std::uint32_t> {
        if (!position) return std::nullopt;
        return slot(*position);
    };
    amount = optional_slot(map.amount);
    amount_factor = optional_slot(map.amount_factor);
    order_id = optional_slot(map.order_id);
    for (const std::uint32_t position : map.filters) filters.push_back(slot(position));
}

std::uint32_t RowColumns::slot(std::uint32_t position) {
    const auto at = std::find(positions.begin(), positions.end(), position);
    if (at != positions.end()) return static_cast<std::uint32_t>(at - positions.begin());
    positions.push_back(position);
    return static_cast<std::uint32_t>(positions.size() - 1);
}

RowReader::RowReader(const Plan& plan, DateReader dates)
    : plan_(plan),
      dates_(std::move(dates)),
      amounts_(plan.decimal_mark),
      as_of_(plan.as_of.value_or(max_day)),
      since_(plan.since.value_or(min_day)) {
    for (const RowFilter& filter : plan.filters) filter_values_seen_.emplace_back(filter.values.size(), false);
}

// An id without the white space around it; its bytes are the batch's, or the arena's when they had doubled quotes.
inline std::string_view RowReader::key(const csv::RecordBatch& batch, csv::FieldRef field, base::Arena& arena) {
    if (field.has_doubled_quotes()) return arena.copy(base::trimmed(batch.text(field, scratch_)));
    return trimmed_key(batch.raw(field));
}

// The same packed. A field of the batch has bytes behind it that can be read; a copy has not.
inline base::PackedText RowReader::packed_key(const csv::RecordBatch& batch, csv::FieldRef field, base::Arena& arena) {
    if (field.has_doubled_quotes()) return base::PackedText::of(key(batch, field, arena));
    return base::PackedText::of_padded(trimmed_key(batch.raw(field)));
}

// first: the field of the amount, or of its first factor.
inline Amount RowReader::read_amount(const csv::RecordBatch& batch, const RowColumns& columns, csv::FieldRef first,
                                     std::size_t record) {
    const Amount amount = read_field(batch, first);
    if (!columns.amount_factor || amount.status != AmountStatus::ok) return amount;
    const Amount factor = read_field(batch, batch.field(*columns.amount_factor, record));
    return factor.status == AmountStatus::ok ? multiply(amount, factor) : factor;
}

inline Amount RowReader::read_field(const csv::RecordBatch& batch, csv::FieldRef field) {
    return field.has_doubled_quotes() ? amounts_.read(batch.text(field, scratch_))
                                      : amounts_.read_padded(batch.raw(field));
}

// Of an amount that is wrong: the first factor unless that one is right by itself and the second is not.
std::uint32_t RowReader::wrong_amount_slot(const csv::RecordBatch& batch, const RowColumns& columns,
                                           std::size_t record) {
    if (!columns.amount_factor) return *columns.amount;
    if (read_field(batch, batch.field(*columns.amount, record)).status != AmountStatus::ok) return *columns.amount;
    const Amount factor = read_field(batch, batch.field(*columns.amount_factor, record));
    return factor.status == AmountStatus::ok ? *columns.amount : *columns.amount_factor;
}

void RowReader::read(const csv::RecordBatch& batch, const RowColumns& columns, OrderRows& out) {
    out.clear();
    out.rows.resize(batch.size);
    // Everything that the loop touches for each record, out of reach of what might alias it.
    const csv::FieldColumn customers = batch.column(columns.customer);
    const csv::FieldColumn dates = batch.column(columns.date);
    const bool has_order_ids = columns.order_id.has_value();
    const csv::FieldColumn order_ids = batch.column(columns.order_id.value_or(columns.customer));
    const bool has_amount = columns.amount.has_value();
    const csv::FieldColumn amounts = batch.column(columns.amount.value_or(columns.customer));
    const bool has_faults = !batch.faults.empty();
    const bool has_filters = !columns.filters.empty();
    RowTally tally;
    OrderRow* next = out.rows.data();
    for (std::size_t record = 0; record < batch.size; ++record) {
        const auto bad = [&](BadRowKind kind, std::uint32_t slot) {
            out.bad.push_back({static_cast<std::uint32_t>(record), kind, slot});
        };
        if (has_faults && batch.faults[record] != csv::RecordFault::none) {
            bad(kind_of(batch.faults[record]), 0);
            continue;
        }
        if (has_filters && !passes_filters(batch, columns, record)) {
            if (!is_empty_record(batch.record(record))) ++tally.filtered;
            continue;
        }
        const base::PackedText customer = packed_key(batch, customers[record], out.text);
        if (customer.empty()) {
            if (!is_empty_record(batch.record(record))) note_guest(batch, columns, record, tally);
            continue;
        }
        DayNumber day = 0;
        if (const DateStatus status = dates_.read(batch.text(dates[record], scratch_), day); status != DateStatus::ok) {
            bad(kind_of(status), columns.date);
            continue;
        }
        // In variables of their own, and written to the row one by one: put together in memory first and copied as a
        // whole, they are loaded before the stores have gone through, which took a third of this loop.
        std::int64_t amount_scaled = 0;
        int decimals = 0;
        if (has_amount) {
            const Amount amount = read_amount(batch, columns, amounts[record], record);
            if (amount.status != AmountStatus::ok) {
                bad(kind_of(amount.status), wrong_amount_slot(batch, columns, record));
                continue;
            }
            amount_scaled = amount.scaled;
            decimals = amount.decimals;
        }
        if (day > as_of_) {
            ++tally.after_as_of;
            continue;
        }
        if (day < since_) {
            ++tally.before_since;
            continue;
        }
        std::string_view order_id;
        if (has_order_ids) {
            order_id = key(batch, order_ids[record], out.text);
            if (order_id.empty()) ++tally.without_order_id;
        }
        const bool purchase = is_purchase(amount_scaled);
        if (purchase) tally.latest_purchase = std::max(tally.latest_purchase, day);
        if (amount_scaled < 0) ++tally.refunds;
        if (has_amount && amount_scaled == 0) ++tally.zero_amounts;
        tally.amount_decimals = std::max(tally.amount_decimals, decimals);
        next->customer = customer;
        next->order_id = order_id;
        next->amount_scaled = amount_scaled;
        next->day = day;
        next->is_purchase = purchase;
        ++next;
    }
    out.rows.resize(static_cast<std::size_t>(next - out.rows.data()));
    tally.used = out.rows.size();
    tally.bad = out.bad.size();
    out.tally = tally;
}

void RowReader::merge_seen(const RowReader& other) {
    for (std::size_t i = 0; i < filter_values_seen_.size(); ++i) {
        for (std::size_t j = 0; j < filter_values_seen_[i].size(); ++j) {
            if (other.filter_values_seen_[i][j]) filter_values_seen_[i][j] = true;
        }
    }
}

bool RowReader::passes_filters(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record) {
    bool passes = true;
    for (std::size_t i = 0; i < plan_.filters.size(); ++i) {
        const RowFilter& filter = plan_.filters[i];
        const std::string_view text = base::trimmed(batch.text(batch.field(columns.filters[i], record), scratch_));
        const auto at = std::find(filter.values.begin(), filter.values.end(), text);
        const bool listed = at != filter.values.end();
        if (listed) filter_values_seen_[i][static_cast<std::size_t>(at - filter.values.begin())] = true;
        passes = passes && listed == filter.keep;
    }
    return passes;
}

// A guest's row is not scored, so nothing in it can be bad; but a purchase that can be read is a purchase in the input,
// and counts for the default as-of date.
void RowReader::note_guest(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record,
                           RowTally& tally) {
    ++tally.guest;
    DayNumber day = 0;
    if (dates_.read(batch.text(batch.field(columns.date, record), scratch_), day) != DateStatus::ok) return;
    if (day > as_of_ || day < since_) return;
    if (columns.amount) {
        const Amount amount = read_amount(batch, columns, batch.field(*columns.amount, record), record);
        if (amount.status != AmountStatus::ok || !is_purchase(amount.scaled)) return;
    }
    tally.latest_purchase = std::max(tally.latest_purchase, day);
}

}  // namespace rfm::orders
