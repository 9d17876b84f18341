#include "orders/order_lines.h"

#include "base/white_space.h"

namespace rfm::orders {

bool goes_on(const LastLine& line, std::string_view customer, std::string_view order_id) noexcept {
    return !order_id.empty() && line.order_id == order_id &&
           (customer.empty() || line.customer.empty() || line.customer == customer);
}

bool OrderLines::is_blank(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record) {
    const auto blank = [&](std::uint32_t slot) {
        return base::trimmed(batch.text(batch.field(slot, record), scratch_)).empty();
    };
    return blank(*columns.amount) && (!columns.amount_factor || blank(*columns.amount_factor));
}

OrderLines::Answer OrderLines::continues(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record) {
    const auto order_of = [&](std::size_t r) {
        return base::trimmed(batch.text(batch.field(*columns.order_id, r), scratch_));
    };
    const auto customer_of = [&](std::size_t r) {
        return base::trimmed(batch.text(batch.field(columns.customer, r), other_scratch_));
    };
    const auto same_order = [&](std::size_t above, std::size_t below) {
        const LastLine line{LastLine::State::known, std::string(order_of(above)), std::string(customer_of(above))};
        return goes_on(line, customer_of(below), order_of(below));
    };
    const auto answer = [&](Answer given) {
        answered_ = record;
        answer_ = given;
        return given;
    };
    if (order_of(record).empty()) return answer(Answer::no);
    // A line that says what was refunded says too much to be passed over.
    if (columns.refund && !base::trimmed(batch.text(batch.field(*columns.refund, record), scratch_)).empty()) {
        return answer(Answer::no);
    }
    // Up to the record whose amount is not blank, or the last one with an answer.
    std::size_t at = record;
    while (at > 0) {
        if (answered_ && at == *answered_ && at != record) return answer(answer_);
        if (!same_order(at - 1, at)) return answer(Answer::no);
        --at;
        if (!is_blank(batch, columns, at)) return answer(Answer::yes);
    }
    if (answered_ && *answered_ == 0 && record != 0) return answer(answer_);
    if (before_.state == LastLine::State::none) return answer(Answer::no);
    if (before_.state == LastLine::State::known) {
        return answer(goes_on(before_, customer_of(0), order_of(0)) ? Answer::yes : Answer::no);
    }
    // The first lines of the stretch, one order's: the first of them says whose.
    if (asked_.order_id.empty()) {
        asked_ = {LastLine::State::unknown, std::string(order_of(0)), std::string(customer_of(0))};
    } else if (!goes_on(asked_, customer_of(0), order_of(0))) {
        return answer(Answer::no);
    }
    return answer(Answer::ask);
}

void OrderLines::end_batch(const csv::RecordBatch& batch, const RowColumns& columns) {
    if (batch.size == 0) return;
    const std::size_t last = batch.size - 1;
    LastLine line;
    line.order_id = base::trimmed(batch.text(batch.field(*columns.order_id, last), scratch_));
    line.customer = base::trimmed(batch.text(batch.field(columns.customer, last), scratch_));
    if (!line.order_id.empty()) {
        Answer above = Answer::yes;
        if (is_blank(batch, columns, last)) above = continues(batch, columns, last);
        line.state = above == Answer::yes   ? LastLine::State::known
                     : above == Answer::ask ? LastLine::State::unknown
                                            : LastLine::State::none;
    }
    before_ = std::move(line);
    answered_.reset();
}

}  // namespace rfm::orders
