#include "orders/row_reader.h"

#include <algorithm>
#include <utility>

#include "base/decimal.h"
#include "base/white_space.h"
#include "orders/customer_case.h"
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

}  // namespace

void RowTally::add(const RowTally& other) noexcept {
    used += other.used;
    filtered += other.filtered;
    guest += other.guest;
    after_as_of += other.after_as_of;
    before_since += other.before_since;
    further_lines += other.further_lines;
    duplicates += other.duplicates;
    other_currency += other.other_currency;
    repeated_headers += other.repeated_headers;
    bad += other.bad;
    refunds += other.refunds;
    zero_amounts += other.zero_amounts;
    without_order_id += other.without_order_id;
    latest_purchase = std::max(latest_purchase, other.latest_purchase);
    amount_decimals = std::max(amount_decimals, other.amount_decimals);
    decimals_if_point = std::max(decimals_if_point, other.decimals_if_point);
    decimals_if_comma = std::max(decimals_if_comma, other.decimals_if_comma);
}

RowReader::RowReader(const Plan& plan, DateReader dates, const SharedByReaders& shared)
    : plan_(plan),
      own_decision_(shared.decision == nullptr ? std::make_unique<DecimalDecision>() : nullptr),
      dates_(std::move(dates)),
      amounts_(plan.decimal_mark, own_decision_ ? *own_decision_ : *shared.decision),
      rates_(shared.rates),
      seen_(shared.seen),
      only_currency_(normalized_currency(plan.only_currency)),
      ids_as_they_stand_(plan.trim_ids && !plan.fold_customer_case),
      as_of_(plan.as_of.value_or(max_day)),
      since_(plan.since.value_or(min_day)) {
    for (const RowFilter& filter : plan.filters) filter_values_seen_.emplace_back(filter.values.size(), false);
}

// An id without the white space around it; its bytes are the batch's, or the arena's when they had doubled quotes.
inline std::string_view RowReader::key(const csv::RecordBatch& batch, csv::FieldRef field, base::Arena& arena) {
    if (!plan_.trim_ids) {
        const std::string_view text = batch.text(field, scratch_);
        if (base::trimmed(text).empty()) return {};
        return field.has_doubled_quotes() ? arena.copy(text) : text;
    }
    if (field.has_doubled_quotes()) return arena.copy(base::trimmed(batch.text(field, scratch_)));
    return trimmed_key(batch.raw(field));
}

// The same packed. A field of the batch has bytes behind it that can be read; a copy has not.
inline base::PackedText RowReader::packed_key(const csv::RecordBatch& batch, csv::FieldRef field, base::Arena& arena) {
    if (field.has_doubled_quotes() || !ids_as_they_stand_) return base::PackedText::of(key(batch, field, arena));
    return base::PackedText::of_padded(trimmed_key(batch.raw(field)));
}

base::PackedText RowReader::customer_of(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record,
                                        base::Arena& arena) {
    base::PackedText customer = packed_key(batch, batch.field(columns.customer, record), arena);
    for (std::size_t i = 0; customer.empty() && i < columns.more_customers.size(); ++i) {
        customer = packed_key(batch, batch.field(columns.more_customers[i], record), arena);
    }
    if (!plan_.fold_customer_case || customer.empty()) return customer;
    fold_case(customer.text(), folded_);
    return base::PackedText::of(arena.copy(folded_));
}

// Whether nothing is asked that the short loop does not know.
bool RowReader::may_be_plain(const csv::RecordBatch& batch, const RowColumns& columns) {
    return batch.alike && dates_.form() == DateForm::year_first && columns.filters.empty() && columns.amount &&
           !columns.amount_factor && !columns.refund && columns.more_customers.empty() && ids_as_they_stand_ &&
           rates_ == nullptr && seen_ == nullptr && plan_.cancel_prefix.empty() && plan_.only_currency.empty() &&
           plan_.amount_per == AmountPer::line && amounts_.settled_reader() != nullptr &&
           (!columns.currency || currencies_.size() == 1);
}

void RowReader::read(const csv::RecordBatch& batch, const RowColumns& columns, OrderRows& out) {
    out.clear();
    out.rows.resize(batch.size);
    OrderRow* next = out.rows.data();
    const auto read_other = [&](std::size_t record, OrderRow*& at) { read_record(batch, columns, record, out, at); };
    if (may_be_plain(batch, columns)) {
        PlainColumns plain;
        plain.customer = batch.columns[columns.customer];
        plain.date = batch.columns[columns.date];
        plain.amount = batch.columns[*columns.amount];
        if (columns.order_id) plain.order_id = batch.columns[*columns.order_id];
        if (columns.currency) {
            plain.currency = batch.columns[*columns.currency];
            plain.only_currency = first_currency_text_;
        }
        plain.decimal_mark = amounts_.decimal_mark();
        plain.days_as_written = !dates_.has_zone();
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
    if (columns.order_id && columns.amount) lines_.end_batch(batch, columns);
}

// The row but for its amount, which is worked out here: whether it is a purchase, and what is added to the sum.
inline void RowReader::put_row(OrderRow row, std::uint32_t record, RowAmount amount, OrderRows& out,
                               OrderRow*& next) const {
    RowTally& tally = out.tally;
    // A cancellation takes money back, whatever sign its amount has.
    const bool cancelled = !plan_.cancel_prefix.empty() && row.order_id.starts_with(plan_.cancel_prefix);
    if (cancelled && amount.net_scaled > 0) amount.net_scaled = -amount.net_scaled;
    if (cancelled && amount.comma_net_scaled.value_or(0) > 0) amount.comma_net_scaled = -*amount.comma_net_scaled;
    row.amount_scaled = amount.net_scaled;
    row.is_purchase = cancelled ? plan_.refunds == RefundRule::as_orders : is_purchase(amount.gross_scaled);
    if (row.is_purchase) tally.latest_purchase = std::max(tally.latest_purchase, row.day);
    if (cancelled || amount.gross_scaled < 0) ++tally.refunds;
    if (amount.comma_net_scaled) {
        if (out.unsettled.empty()) out.ambiguous_record = record;
        out.unsettled.push_back({row.customer, {}, *amount.comma_net_scaled - amount.net_scaled, row.day, false});
        tally.decimals_if_comma = std::max(tally.decimals_if_comma, amount.comma_decimals);
        tally.decimals_if_point = std::max(tally.decimals_if_point, amount.decimals);
    } else {
        tally.amount_decimals = std::max(tally.amount_decimals, amount.decimals);
    }
    if (plan_.amount_per == AmountPer::order) out.records.push_back(record);
    *next++ = row;
}

// Any record.
void RowReader::read_record(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record,
                            OrderRows& out, OrderRow*& next) {
    RowTally& tally = out.tally;
    const auto place = static_cast<std::uint32_t>(record);
    const auto bad = [&](BadRowKind kind, std::uint32_t slot) { out.bad.push_back({place, kind, slot}); };
    if (batch.fault(record) != csv::RecordFault::none) return bad(kind_of(batch.fault(record)), 0);
    if (!columns.filters.empty() && !passes_filters(batch, columns, record)) {
        if (is_repeated_header(batch, columns, record)) {
            ++tally.repeated_headers;
        } else if (!is_empty_record(batch.record(record))) {
            ++tally.filtered;
        }
        return;
    }
    RowAmount amount;
    if (columns.amount) amount = amounts_.read(batch, columns, record);
    const base::PackedText customer = customer_of(batch, columns, record, out.text);
    const bool may_go_on = columns.order_id && amount.status == AmountStatus::blank;
    const OrderLines::Answer goes_on = may_go_on ? lines_.continues(batch, columns, record) : OrderLines::Answer::no;
    if (goes_on == OrderLines::Answer::yes) {
        ++tally.further_lines;
        return;
    }
    if (customer.empty()) {
        if (goes_on == OrderLines::Answer::ask) {
            ++out.leading_guests;
        } else if (!is_empty_record(batch.record(record))) {
            note_guest(batch, columns, record, amount, tally);
        }
        return;
    }
    DayNumber day = 0;
    const DateStatus status = dates_.read(batch.text(batch.field(columns.date, record), scratch_), day);
    if (status != DateStatus::ok && is_repeated_header(batch, columns, record)) {
        ++tally.repeated_headers;
        return;
    }
    if (status != DateStatus::ok || amount.status != AmountStatus::ok) {
        const bool date_is_wrong = status != DateStatus::ok;
        const BadRow row{place, date_is_wrong ? kind_of(status) : kind_of(amount.status),
                         date_is_wrong ? columns.date : amount.wrong_slot};
        (goes_on == OrderLines::Answer::ask ? out.leading : out.bad).push_back(row);
        return;
    }
    if (day > as_of_) {
        ++tally.after_as_of;
        return;
    }
    if (day < since_) {
        ++tally.before_since;
        return;
    }
    std::string currency;
    if (columns.amount && (columns.currency || amount.currency != 0 || rates_ != nullptr || !only_currency_.empty())) {
        currency = currency_of(batch, columns, record, amount);
        if (!only_currency_.empty() && !currency.empty() && currency != only_currency_) {
            ++tally.other_currency;
            return;
        }
        if (const auto wrong = convert_amount(currency, day, amount)) {
            return bad(*wrong, columns.currency.value_or(*columns.amount));
        }
    }
    std::string_view order_id;
    if (columns.order_id) order_id = key(batch, batch.field(*columns.order_id, record), out.text);
    if (seen_ != nullptr && !seen_->insert(batch.record(record), columns.layout)) {
        ++tally.duplicates;
        return;
    }
    if (!currency.empty()) {
        if (currencies_.empty() && columns.currency) {
            first_currency_text_ = batch.raw(batch.field(*columns.currency, record));
        }
        note_currency(std::move(currency), record, out);
    }
    if (columns.order_id && order_id.empty()) ++tally.without_order_id;
    if (columns.amount && amount.gross_scaled == 0) ++tally.zero_amounts;
    put_row({customer, order_id, 0, day, false}, place, amount, out, next);
}

// What the column says, or what stands beside the amount; normalized, empty when neither says anything.
std::string RowReader::currency_of(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record,
                                   const RowAmount& amount) {
    if (columns.currency) {
        std::string currency = normalized_currency(batch.text(batch.field(*columns.currency, record), scratch_));
        if (!currency.empty()) return currency;
    }
    return std::string(currency_text(amount.currency));
}

// Into the currency of the rates, where there are any. What is wrong, if something is.
std::optional<BadRowKind> RowReader::convert_amount(const std::string& currency, DayNumber day,
                                                    RowAmount& amount) const {
    if (currency.empty() && (rates_ != nullptr || !only_currency_.empty())) return BadRowKind::currency_blank;
    if (rates_ == nullptr) return std::nullopt;
    const std::optional<std::int64_t> rate = rates_->rate(currency, day);
    if (!rate) return BadRowKind::currency_without_rate;
    const std::optional<std::int64_t> net = convert(amount.net_scaled, *rate);
    if (!net) return BadRowKind::amount_out_of_range;
    amount.net_scaled = *net;
    amount.decimals = base::decimals_needed(*net);
    if (!amount.comma_net_scaled) return std::nullopt;
    const std::optional<std::int64_t> comma_net = convert(*amount.comma_net_scaled, *rate);
    if (!comma_net) return BadRowKind::amount_out_of_range;
    amount.comma_net_scaled = comma_net;
    amount.comma_decimals = base::decimals_needed(*comma_net);
    return std::nullopt;
}

void RowReader::note_currency(std::string currency, std::size_t record, OrderRows& out) {
    // More are no currencies, but some other column.
    constexpr std::size_t most = 64;
    if (currencies_.size() == most) return;
    if (std::find(currencies_.begin(), currencies_.end(), currency) != currencies_.end()) return;
    currencies_.push_back(std::move(currency));
    out.currency_records.push_back(static_cast<std::uint32_t>(record));
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
        if (!columns.filters[i]) continue;
        const RowFilter& filter = plan_.filters[i];
        const std::string_view text = base::trimmed(batch.text(batch.field(*columns.filters[i], record), scratch_));
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
                           const RowAmount& amount, RowTally& tally) {
    ++tally.guest;
    DayNumber day = 0;
    if (dates_.read(batch.text(batch.field(columns.date, record), scratch_), day) != DateStatus::ok) return;
    if (day > as_of_ || day < since_) return;
    if (columns.amount && (amount.status != AmountStatus::ok || !is_purchase(amount.gross_scaled))) return;
    tally.latest_purchase = std::max(tally.latest_purchase, day);
}

}  // namespace rfm::orders
