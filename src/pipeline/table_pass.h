// One pass over the table of customers, its partitions dealt out to threads.
// Thread-safety: what visit does is the caller's to keep apart, by the number of the worker.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>

#include "base/parallel.h"
#include "customers/customer_table.h"

namespace rfm::pipeline {

// Starting threads takes longer than going through a small table.
inline unsigned threads_for(std::size_t customers, unsigned threads) noexcept {
    constexpr std::size_t enough_for_one = 20'000;
    return static_cast<unsigned>(std::clamp<std::size_t>(customers / enough_for_one, 1, threads));
}

// Calls visit(worker, place, record) for each customer with a purchase. worker: below `threads`; each worker sees whole
// partitions, always the same ones.
template <class Visit>
void for_each_scored_place(const customers::CustomerTable& table, unsigned threads, const Visit& visit) {
    base::run_parallel(threads, [&](unsigned worker) {
        for (std::size_t p = worker; p < customers::CustomerTable::partition_count; p += threads) {
            table.for_each_place_in(p, [&](customers::CustomerPlace place, const customers::CustomerRecord& record) {
                if (record.has_purchase()) visit(worker, place, record);
            });
        }
    });
}

// The same without the places: visit(worker, record).
template <class Visit>
void for_each_scored(const customers::CustomerTable& table, unsigned threads, const Visit& visit) {
    for_each_scored_place(table, threads,
                          [&](unsigned worker, customers::CustomerPlace, const customers::CustomerRecord& record) {
                              visit(worker, record);
                          });
}

}  // namespace rfm::pipeline
