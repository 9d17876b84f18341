// Exports that write an order's total on its first line only leave it blank on the lines below. Such a line is no bad
// row, as long as it stands directly below a line of the same order which has an amount or is such a line itself.
// Thread-safety: one a reader.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "csv/record_batch.h"
#include "orders/row_columns.h"

namespace rfm::orders {

// What is known of the last record before some others: the order it belongs to.
struct LastLine {
    enum class State {
        none,     // of no order that goes on
        known,    // of this order, and its amount is known
        unknown,  // these are the first records of a stretch: whoever has the records before knows
    };
    State state = State::none;
    std::string order_id;
    std::string customer;
};

class OrderLines {
public:
    enum class Answer {
        yes,
        no,
        ask,  // if the order in the records before the stretch is this one
    };

    // What stands before the next batch.
    void set_before(LastLine line) {
        before_ = std::move(line);
        asked_ = {};
    }
    const LastLine& last() const noexcept { return before_; }
    // Of the stretch: the order of the lines that were answered with `ask`, all of one order.
    const LastLine& asked() const noexcept { return asked_; }

    // Whether a record of the batch, whose amount is blank, is a further line of the order above it.
    Answer continues(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record);

    // The batch is done: its last record is what stands before the next one.
    void end_batch(const csv::RecordBatch& batch, const RowColumns& columns);

private:
    bool is_blank(const csv::RecordBatch& batch, const RowColumns& columns, std::size_t record);

    LastLine before_;
    LastLine asked_;
    std::optional<std::size_t> answered_;  // the record that the last answer was for
    Answer answer_ = Answer::no;
    std::string scratch_, other_scratch_;
};

// Whether a line with the customer (blank where it stands on the first line only) and order id goes on with that order.
bool goes_on(const LastLine& line, std::string_view customer, std::string_view order_id) noexcept;

}  // namespace rfm::orders
