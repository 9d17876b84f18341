// Where the rows go that a thread has read: into a table of customers at once, or into a journal, to be added later.
// Thread-safety: one sink a thread. Table and journal outlive it.
#pragma once

#include <optional>
#include <span>

#include "customers/customer_table.h"
#include "customers/row_journal.h"

namespace rfm::pipeline {

class RowSink {
public:
    // journal: nullptr where the rows go into the table.
    RowSink(customers::CustomerTable& table, customers::RowJournal* journal) : feeder_(table) {
        if (journal != nullptr) writer_.emplace(*journal);
    }

    // As CustomerFeeder::add.
    void add(std::span<const orders::OrderRow> rows, std::span<const customers::LinePlace> places = {}) {
        if (writer_) {
            writer_->add(rows, places);
        } else {
            feeder_.add(rows, places);
        }
    }

    // Hands over what is still here.
    void flush() {
        if (writer_) writer_->flush();
        feeder_.flush();
    }

private:
    customers::CustomerFeeder feeder_;
    std::optional<customers::JournalWriter> writer_;
};

}  // namespace rfm::pipeline
