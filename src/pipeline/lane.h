// One reading of the rows: the dates in one form, the customers that come out, the rows that are bad under it.
// While the data has not decided between date forms there is one lane for each; the first row that only some of them
// can read closes the others. So a form is never guessed and never changes, and the input is read once. One more lane
// reads no date at all: it is left, in front of all others, when no form fits any row, and has the words for that.
// Thread-safety: one owner.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "customers/customer_table.h"
#include "orders/order_rows.h"
#include "orders/row_reader.h"
#include "pipeline/reject_log.h"

namespace rfm::pipeline {

// What one thread needs to take batches into a lane.
struct LaneWorker {
    // plan and table outlive it.
    LaneWorker(const Plan& plan, orders::DateReader dates, customers::CustomerTable& table)
        : reader(plan, std::move(dates)), feeder(table), rejects(!plan.rejects_path.empty()) {}

    orders::RowReader reader;
    customers::CustomerFeeder feeder;
    orders::OrderRows rows;  // of the current batch
    orders::RowTally tally;
    RejectLog rejects;
};

struct Lane {
    Lane(const Plan& plan, const orders::DateReader& dates)
        : first_worker(plan, dates, table), rejects_file(plan.rejects_path) {}
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    customers::CustomerTable table;
    LaneWorker first_worker;  // in the end it holds what all workers have counted
    RejectsFile rejects_file;
};

// The forms of dates that a run starts with: the one asked for, or all that are looked for, behind DateForm::none.
// Throws Error(usage) when the plan's form or time zone makes no sense.
std::vector<orders::DateReader> first_dates(const Plan& plan);

// A lane for each of them.
std::vector<std::unique_ptr<Lane>> first_lanes(const Plan& plan);

// After each lane has read the same batch: closes those that the data decides against.
void close_lanes(std::vector<std::unique_ptr<Lane>>& lanes);

}  // namespace rfm::pipeline
