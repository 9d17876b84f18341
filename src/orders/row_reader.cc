#include "orders/row_reader.h"

#include <algorithm>
#include <utility>

#include "base/white_space.h"
#include "orders/plain_rows.h"

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
    if (text.empty() || (!base::may_be_space(text.front()) && !base::may_be_space(text.back()))) return text;
    return base::trimmed(text);
}

// A record of nothing but delimiters, as spreadsheets leave them below a table, is as good as a blank line.
bool is_empty_record(std::string_view record) noexcept {
    return record.find_first_not_of(" \t,;|\"\r\n") == std::string_view::npos;
}

// A name as a header row further down has it: where a file with a byte-order mark was put behind another, the mark
// stands before the first field, and makes the quotes around it part of the text.
std::string_view bare_name(std::string_view text) noexcept {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        if (text.size() > 1 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    }
    return base::trimmed(text);
}

}  // namespace

void RowTally::add(const RowTally& other) noexcept {
    used += other.used;
    filtered += other.filtered;
    guest += other.guest;
    after_as_of += other.after_as_of;
    before_since += other.before_since;
    repeated_headers += other.repeated_headers;
    bad += other.bad;
    refunds += other.refunds;
    zero_amounts += other.zero_amounts;
    without_order_id += other.without_order_id;
    latest_purchase = std::max(latest_purchase, other.latest_purchase);
    amount_decimals = std::max(amount_decimals, other.amount_decimals);
}

RowColumns::RowColumns(const ColumnMap& map, const std::vector<std::string>& header)
    : customer(slot(map.customer)), date(slot(map.date)) {
    const auto optional_slot = [&](std::optional<std::uint32_t> position) -> std::optional<std::uint32_t> {
        if (!position) return std::nullopt;
        return slot(*position);
    };
    amount = optional_slot(map.amount);
    amount_factor = optional_slot(map.amount_factor);
    order_id = optional_slot(map.order_id);
    for (const std::uint32_t position : map.filters) filters.push_back(slot(position));
    if (header.empty()) return;
    for (const std::uint32_t position : positions) names.emplace_back(bare_name(header[position]));
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

Amount RowReader::read_amount(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record) {
    const Amount amount = read_field(batch, batch.field(*columns.amount, record));
    if (!columns.amount_factor || amount.status != AmountStatus::ok) return amount;
    const Amount factor = read_field(batch, batch.field(*columns.amount_factor, record));
    return factor.status == AmountStatus::ok ? multiply(amount, factor) : factor;
}

inline Amount RowReader::read_field(const csv::RecordBatch& batch, csv::FieldRef field) {
    return amounts_.read(batch.text(field, scratch_));
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
    OrderRow* next = out.rows.data();
    const auto read_other = [&](std::size_t record, OrderRow*& at) { read_record(batch, columns, record, out, at); };
    const bool may_be_plain = batch.alike && columns.filters.empty() && columns.amount && !columns.amount_factor;
    if (may_be_plain && dates_.form() == DateForm::year_first) {
        PlainColumns plain;
        plain.customer = batch.columns[columns.customer];
        plain.date = batch.columns[columns.date];
        plain.amount = batch.columns[*columns.amount];
        if (columns.order_id) plain.order_id = batch.columns[*columns.order_id];
        plain.decimal_mark = amounts_.decimal_mark();
        plain.as_of = as_of_;
        plain.since = since_;
        plain.refunds_are_orders = plan_.refunds == RefundRule::as_orders;
        next = read_plain_rows(batch, plain, read_other, out.tally, next);
    } else {
        for (std::size_t record = 0; record < batch.size; ++record) read_other(record, next);
    }
    out.rows.resize(static_cast<std::size_t>(next - out.rows.data()));
    out.tally.used = out.rows.size();
    out.tally.bad = out.bad.size();
}

// Any record.
void RowReader::read_record(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record,
                            OrderRows& out, OrderRow*& next) {
    RowTally& tally = out.tally;
    const auto bad = [&](BadRowKind kind, std::uint32_t slot) {
        out.bad.push_back({static_cast<std::uint32_t>(record), kind, slot});
    };
    if (batch.fault(record) != csv::RecordFault::none) return bad(kind_of(batch.fault(record)), 0);
    if (!columns.filters.empty() && !passes_filters(batch, columns, record)) {
        if (is_repeated_header(batch, columns, record)) {
            ++tally.repeated_headers;
        } else if (!is_empty_record(batch.record(record))) {
            ++tally.filtered;
        }
        return;
    }
    const base::PackedText customer = packed_key(batch, batch.field(columns.customer, record), out.text);
    if (customer.empty()) {
        if (!is_empty_record(batch.record(record))) note_guest(batch, columns, record, tally);
        return;
    }
    DayNumber day = 0;
    const DateStatus status = dates_.read(batch.text(batch.field(columns.date, record), scratch_), day);
    if (status != DateStatus::ok) {
        if (!is_repeated_header(batch, columns, record)) return bad(kind_of(status), columns.date);
        ++tally.repeated_headers;
        return;
    }
    Amount amount;
    if (columns.amount) {
        amount = read_amount(batch, columns, record);
        if (amount.status != AmountStatus::ok) {
            return bad(kind_of(amount.status), wrong_amount_slot(batch, columns, record));
        }
    }
    if (day > as_of_) {
        ++tally.after_as_of;
        return;
    }
    if (day < since_) {
        ++tally.before_since;
        return;
    }
    std::string_view order_id;
    if (columns.order_id) {
        order_id = key(batch, batch.field(*columns.order_id, record), out.text);
        if (order_id.empty()) ++tally.without_order_id;
    }
    const bool purchase = is_purchase(amount.scaled);
    if (purchase) tally.latest_purchase = std::max(tally.latest_purchase, day);
    if (amount.scaled < 0) ++tally.refunds;
    if (columns.amount && amount.scaled == 0) ++tally.zero_amounts;
    tally.amount_decimals = std::max(tally.amount_decimals, amount.decimals);
    *next++ = {customer, order_id, amount.scaled, day, purchase};
}

// The header once more, as exports that were put together have it: every column that is read holds its own name.
bool RowReader::is_repeated_header(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record) {
    if (columns.names.empty()) return false;
    for (std::size_t slot = 0; slot < columns.names.size(); ++slot) {
        const std::string_view text = batch.text(batch.field(slot, record), scratch_);
        if (bare_name(text) != columns.names[slot]) return false;
    }
    return true;
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
        const Amount amount = read_amount(batch, columns, record);
        if (amount.status != AmountStatus::ok || !is_purchase(amount.scaled)) return;
    }
    tally.latest_purchase = std::max(tally.latest_purchase, day);
}

}  // namespace rfm::orders
