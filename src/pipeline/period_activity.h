// What happened in a period, from the table of all customers so far: one pass over it at each period's end.
// Thread-safety: one owner; the table does not change meanwhile.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/int128.h"
#include "customers/customer_table.h"

namespace rfm::pipeline {

struct PeriodActivity {
    std::uint64_t customers = 0;  // with a purchase so far
    std::uint64_t new_customers = 0;
    std::uint64_t active_customers = 0;
    std::uint64_t active_before = 0;     // in the period before
    std::uint64_t retained = 0;          // in both
    std::uint64_t repeat_customers = 0;  // with two orders or more so far
    std::uint64_t orders = 0;            // new in the period
    base::Int128 revenue_scaled = 0;
};

class ActivityCounter {
public:
    // The table holds the rows up to the end of a period that begins on that day. Periods come in their order, without
    // gaps, always of the same table. What comes before the first one may be counted as a period of its own.
    PeriodActivity count(const customers::CustomerTable& table, DayNumber first_day, unsigned threads);

private:
    // At the end of the period before.
    std::uint64_t orders_ = 0;
    base::Int128 amounts_scaled_ = 0;
    std::uint64_t active_ = 0;
    // Of each partition, which records were active in the period before. A record stays at its index.
    std::array<std::vector<bool>, customers::CustomerTable::partition_count> was_active_;
};

}  // namespace rfm::pipeline
