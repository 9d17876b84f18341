// One reading of the rows: the dates in one form, the customers that come out, the rows that are bad under it.
// While the data has not decided between date forms there is one lane for each; the first row that only some of them
// can read closes the others. So a form is never guessed and never changes, and the input is read once. One more lane
// reads no date at all: it is left, in front of all others, when no form fits any row, and has the words for that.
// Thread-safety: one owner.
#pragma once

#include <memory>
#include <vector>

#include "customers/customer_table.h"
#include "orders/order_rows.h"
#include "orders/row_reader.h"
#include "pipeline/chunk_join.h"
#include "pipeline/currency_places.h"
#include "pipeline/reject_log.h"
#include "pipeline/row_sink.h"
#include "pipeline/seen_record_set.h"

namespace rfm::pipeline {

// What one thread needs to take batches into a lane.
struct LaneWorker {
    // plan, table, journal and what is shared outlive it.
    LaneWorker(const Plan& plan, orders::DateReader dates, customers::CustomerTable& table,
               customers::RowJournal* journal, const orders::SharedByReaders& shared)
        : reader(plan, std::move(dates), shared), sink(table, journal), ends(!plan.rejects_path.empty()) {}

    orders::RowReader reader;
    RowSink sink;
    orders::OrderRows rows;  // of the current batch
    orders::RowTally tally;
    ChunkEnds ends;
    CurrencyPlaces currencies;
};

// What is to be added to the customers' sums if the decimal mark turns out to be the comma; see DecimalDecision.
struct UnsettledAmounts {
    explicit UnsettledAmounts(std::unique_ptr<customers::RowJournal> where)
        : journal(std::move(where)), sink(table, journal.get()) {}

    customers::CustomerTable table;
    std::unique_ptr<customers::RowJournal> journal;  // where there is one, it holds them, and not the table
    RowSink sink;
};

// Whether the rows are added up by customer as they come, or kept to be added up later, by their days.
struct KeepRows {
    bool wanted = false;
    std::size_t memory = 0;  // how many bytes of them each lane may keep there; the others go to a file
};

struct Lane {
    // rates: none, or outlive the lane.
    Lane(const Plan& plan, const orders::DateReader& dates, const orders::CurrencyRates* rates,
         std::unique_ptr<SeenRecordSet> seen_records, KeepRows keep)
        : keep_rows(keep),
          journal(new_journal()),
          seen(std::move(seen_records)),
          shared{&decision, rates, seen.get()},
          first_worker(plan, dates, table, journal.get(), shared),
          rejects_file(plan.rejects_path) {}
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    // Adds amounts whose mark is not decided: by the thread whose turn it is.
    void add_unsettled(const std::vector<orders::OrderRow>& rows);

    // When all rows are read: adds them up with the mark decided on, and the decimals to the tally.
    // Throws Error(data) when there are some and nothing has decided.
    void settle_amounts(const Plan& plan);

    // After that, where rows are kept: all of them. As long as the lane lives.
    std::vector<const customers::RowJournal*> journals() const;

    // nullptr where rows are not kept.
    std::unique_ptr<customers::RowJournal> new_journal() const {
        return keep_rows.wanted ? std::make_unique<customers::RowJournal>(keep_rows.memory) : nullptr;
    }

    KeepRows keep_rows;
    customers::CustomerTable table;
    std::unique_ptr<customers::RowJournal> journal;  // where rows are kept, they are here, and the table is empty
    orders::DecimalDecision decision;
    std::unique_ptr<UnsettledAmounts> unsettled;  // made when the first one comes
    std::unique_ptr<SeenRecordSet> seen;          // where duplicates are dropped
    orders::SharedByReaders shared;
    LaneWorker first_worker;  // in the end it holds what all workers have counted
    RejectsFile rejects_file;
};

// The forms of dates that a run starts with: the one asked for, or all that are looked for, behind DateForm::none.
// Throws Error(usage) when the plan's form or time zone makes no sense.
std::vector<orders::DateReader> first_dates(const Plan& plan);

// A lane for each of them. memory: for the records seen by all of them together.
std::vector<std::unique_ptr<Lane>> first_lanes(const Plan& plan, const orders::CurrencyRates* rates,
                                               std::uint64_t memory, KeepRows keep);

// After each lane has read the same batch: closes those that the data decides against.
void close_lanes(std::vector<std::unique_ptr<Lane>>& lanes);

}  // namespace rfm::pipeline
