#include "pipeline/period_activity.h"

#include <utility>

#include "base/parallel.h"

namespace rfm::pipeline {
namespace {

using customers::CustomerRecord;
using customers::CustomerTable;

// What one thread finds.
struct alignas(128) Part {
    PeriodActivity activity;  // orders and revenue are those so far
};

}  // namespace

PeriodActivity ActivityCounter::count(const CustomerTable& table, DayNumber first_day, unsigned threads) {
    std::vector<Part> parts(threads);
    base::run_parallel(threads, [&](unsigned worker) {
        PeriodActivity found;
        for (std::size_t p = worker; p < CustomerTable::partition_count; p += threads) {
            std::vector<bool>& active = was_active_[p];
            std::size_t index = 0;
            table.for_each_in(p, [&](const CustomerRecord& record) {
                if (index == active.size()) active.push_back(false);
                found.revenue_scaled += record.sum().wide_value();
                if (record.has_purchase()) {
                    const std::uint64_t orders = record.frequency();
                    ++found.customers;
                    found.orders += orders;
                    found.repeat_customers += orders >= 2 ? 1 : 0;
                    found.new_customers += record.first_day() >= first_day ? 1 : 0;
                    const bool is_active = record.last_day() >= first_day;
                    found.active_customers += is_active ? 1 : 0;
                    found.retained += is_active && active[index] ? 1 : 0;
                    active[index] = is_active;
                }
                ++index;
            });
        }
        parts[worker].activity = found;
    });
    PeriodActivity all;
    for (const Part& part : parts) {
        all.customers += part.activity.customers;
        all.new_customers += part.activity.new_customers;
        all.active_customers += part.activity.active_customers;
        all.retained += part.activity.retained;
        all.repeat_customers += part.activity.repeat_customers;
        all.orders += part.activity.orders;
        all.revenue_scaled += part.activity.revenue_scaled;
    }
    all.orders -= std::exchange(orders_, all.orders);
    all.revenue_scaled -= std::exchange(amounts_scaled_, all.revenue_scaled);
    all.active_before = std::exchange(active_, all.active_customers);
    return all;
}

}  // namespace rfm::pipeline
