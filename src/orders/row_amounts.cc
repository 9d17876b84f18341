#include "orders/row_amounts.h"

#include <algorithm>
#include <limits>

#include "base/white_space.h"

namespace rfm::orders {
namespace {

RowAmount failed(AmountStatus status, std::uint32_t slot) noexcept {
    RowAmount amount;
    amount.status = status;
    amount.wrong_slot = slot;
    return amount;
}

bool is_same(const RowAmount& a, const RowAmount& b) noexcept {
    if (a.status != b.status) return false;
    if (a.status != AmountStatus::ok) return a.wrong_slot == b.wrong_slot;
    return (a.gross_scaled == b.gross_scaled && a.net_scaled == b.net_scaled);
}

}  // namespace

const AmountReader* RowAmounts::settled_reader() noexcept {
    if (!settled_) {
        if (const char mark = decision_.mark()) settle(mark);
    }
    return settled_ ? &reader_ : nullptr;
}

void RowAmounts::settle(char mark) noexcept {
    reader_ = AmountReader(mark);
    settled_ = true;
}

RowAmount RowAmounts::read(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record) {
    return settled_reader() != nullptr ? read_with(reader_, batch, columns, record)
                                       : read_undecided(batch, columns, record);
}

RowAmount RowAmounts::read_with(const AmountReader& reader, const csv::RecordBatch& batch, const RowColumns& columns,
                                std::size_t record) {
    const auto field = [&](std::uint32_t slot) { return reader.read(batch.text(batch.field(slot, record), scratch_)); };
    Amount amount = field(*columns.amount);
    if (columns.amount_factor) {
        if (amount.status != AmountStatus::ok && amount.status != AmountStatus::blank) {
            return failed(amount.status, *columns.amount);
        }
        const Amount factor = field(*columns.amount_factor);
        // Both blank is no amount; one of them is half of one.
        if (factor.status != AmountStatus::ok &&
            !(factor.status == AmountStatus::blank && amount.status == factor.status)) {
            return failed(factor.status, *columns.amount_factor);
        }
        if (amount.status == AmountStatus::ok) amount = multiply(amount, factor);
    }
    if (amount.status != AmountStatus::ok) return failed(amount.status, *columns.amount);
    RowAmount read{amount.scaled, amount.scaled, amount.decimals};
    read.currency = amount.currency;
    if (!columns.refund) return read;
    const Amount refund = field(*columns.refund);
    if (refund.status == AmountStatus::blank) return read;
    if (refund.status != AmountStatus::ok) return failed(refund.status, *columns.refund);
    // Money that went back, whether it is written 30.00 or -30.00.
    const std::int64_t back = refund.scaled < 0 ? -refund.scaled : refund.scaled;
    if (__builtin_sub_overflow(amount.scaled, back, &read.net_scaled) ||
        read.net_scaled == std::numeric_limits<std::int64_t>::min()) {
        return failed(AmountStatus::out_of_range, *columns.refund);
    }
    read.decimals = std::max(read.decimals, refund.decimals);
    return read;
}

// An amount that is the same under both marks is just that. Any other waits for the rows before it; then either they
// have decided, or it decides itself, or it is kept both ways.
RowAmount RowAmounts::read_undecided(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record) {
    RowAmount point = read_with(AmountReader('.'), batch, columns, record);
    const RowAmount comma = read_with(AmountReader(','), batch, columns, record);
    if (is_same(point, comma)) return point;
    if (await_turn_) await_turn_();
    if (settled_reader() != nullptr) return read_with(reader_, batch, columns, record);
    const bool point_reads = point.status == AmountStatus::ok;
    const bool comma_reads = comma.status == AmountStatus::ok;
    if (!point_reads && !comma_reads) return point;
    // The field that differs, for words.
    std::uint32_t slot = *columns.amount;
    for (const auto& candidate : {columns.amount, columns.amount_factor, columns.refund}) {
        if (!candidate) continue;
        const std::string_view text = batch.text(batch.field(*candidate, record), scratch_);
        const Amount a = AmountReader('.').read(text);
        const Amount b = AmountReader(',').read(text);
        if (a.status == b.status && a.scaled == b.scaled) continue;
        slot = *candidate;
        break;
    }
    const std::string_view text = base::trimmed(batch.text(batch.field(slot, record), scratch_));
    if (point_reads != comma_reads) {
        decision_.decide(point_reads ? '.' : ',', text);
        settle(decision_.mark());
        return point_reads ? point : comma;
    }
    decision_.note_ambiguous(text);
    point.comma_net_scaled = comma.net_scaled;
    point.comma_decimals = comma.decimals;
    return point;
}

}  // namespace rfm::orders
