// How customers, segments and money came to be what they are: the scores at each period's end, and what happened in the
// period, out of one pass over the orders. What each figure means stands in docs/history.md.
// Thread-safety: history() may run in several threads at once; a History is a plain value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <rfm/score.h>

namespace rfm {

enum class Every { day, week, month, quarter, year };  // weeks are those of ISO 8601: from Monday

// Rates have six decimals, rounded half away from zero; a text is empty where there is nothing to divide by, and where
// amounts are not read.
struct HistoryPeriod {
    std::string name;  // 2025-01-31, 2025-W05, 2025-01, 2025-Q1, 2025
    DayNumber first_day = 0;
    DayNumber last_day = 0;

    // As rfm::score with as_of = last_day.
    std::uint64_t customers = 0;         // scored
    std::string monetary;                // their total, exact
    std::vector<SegmentTotal> segments;  // in the order of the map

    // What happened in the period.
    std::uint64_t new_customers = 0;     // their first purchase is in it
    std::uint64_t active_customers = 0;  // have a purchase in it
    std::uint64_t orders = 0;            // whose first purchase row is in it
    std::string revenue;                 // exact sum of all amounts in it, refunds subtracted
    std::string average_order_value;     // revenue / orders, with as many decimals as amounts have, at least 2
    std::string purchase_frequency;      // orders / active_customers
    std::string repeat_rate;             // of the customers scored at its end, the part with two orders or more
    std::string retention_rate;          // of the customers active in the period before, the part active in this one
    std::string churn_rate;              // 1 - retention_rate
};

struct History {
    Every every = Every::month;
    bool has_monetary = true;
    DayNumber as_of = 0;  // periods that end later are left out
    std::string as_of_reason;
    RowCounts rows;                      // of the whole input, also of the periods left out
    std::vector<HistoryPeriod> periods;  // from that of the first purchase to the last that is over, without gaps
    std::vector<std::string> warnings;   // things the user should know, one line each
};

// Reads the inputs of the plan once. Plan::as_of says until when, Plan::sort says nothing.
// Throws what rfm::score throws, and Error(data) when no period is over, Error(resource) when the customers need more
// memory than the plan allows: unlike score(), it can't do with less.
History history(const Plan& plan, Every every, Progress* progress = nullptr);

// CSV `period,metric,segment,value`, LF line ends: the metrics of each period in the order of docs/history.md.
// sink: as for write_csv of scored customers.
void write_csv(const History& history, TextSink& sink);

}  // namespace rfm
