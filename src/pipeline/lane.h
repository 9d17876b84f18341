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
#include "pipeline/seen_record_set.h"

namespace rfm::pipeline {

// What one thread needs to take batches into a lane.
struct LaneWorker {
    // plan, table and what is shared outlive it.
    LaneWorker(const Plan& plan, orders::DateReader dates, customers::CustomerTable& table,
               const orders::SharedByReaders& shared)
        : reader(plan, std::move(dates), shared), feeder(table), ends(!plan.rejects_path.empty()) {}

    orders::RowReader reader;
    customers::CustomerFeeder feeder;
    orders::OrderRows rows;  // of the current batch
    orders::RowTally tally;
    ChunkEnds ends;
    CurrencyPlaces currencies;
};

// What is to be added to the customers' sums if the decimal mark turns out to be the comma; see DecimalDecision.
struct UnsettledAmounts {
    customers::CustomerTable table;
    customers::CustomerFeeder feeder{table};
};

struct Lane {
    // rates: none, or outlive the lane.
    Lane(const Plan& plan, const orders::DateReader& dates, const orders::CurrencyRates* rates,
         std::unique_ptr<SeenRecordSet> seen_records)
        : seen(std::move(seen_records)),
          shared{&decision, rates, seen.get()},
          first_worker(plan, dates, table, shared),
          rejects_file(plan.rejects_path) {}
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    // Adds amounts whose mark is not decided: by the thread whose turn it is.
    void add_unsettled(const std::vector<orders::OrderRow>& rows);

    // When all rows are read: adds them up with the mark decided on, and the decimals to the tally.
    // Throws Error(data) when there are some and nothing has decided.
    void settle_amounts(const Plan& plan);

    customers::CustomerTable table;
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
                                               std::uint64_t memory);

// After each lane has read the same batch: closes those that the data decides against.
void close_lanes(std::vector<std::unique_ptr<Lane>>& lanes);

}  // namespace rfm::pipeline
