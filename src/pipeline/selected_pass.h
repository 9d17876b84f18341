// One pass over the customers that a plan selected, whether they are in memory or in a file.
// Thread-safety: what visit does is the caller's to keep apart, by the number of the worker.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>

#include "base/parallel.h"
#include "pipeline/scored_data.h"

namespace rfm::pipeline {

inline Values values_of(const ScoredCustomers::Data& data, const PlacedCustomer& customer) noexcept {
    return values_of(data.table.record(customer.place), data.summary.as_of);
}
inline Values values_of(const ScoredCustomers::Data& data, const FinishedCustomer& customer) noexcept {
    return customer.values(data.summary.as_of);
}
inline Scores scores_of(const ScoredCustomers::Data& data, const PlacedCustomer& customer) noexcept {
    return data.scores_of(customer);
}
inline Scores scores_of(const ScoredCustomers::Data&, const FinishedCustomer& customer) noexcept {
    return customer.scores;
}

// Calls visit(worker, customer) once for each: a PlacedCustomer or a FinishedCustomer, valid during the call. worker:
// below `threads`. Which customers a worker sees is left to chance. Throws Error(io) where they stand in a file.
template <class Visit>
void for_each_selected(const ScoredCustomers::Data& data, unsigned threads, const Visit& visit) {
    constexpr std::size_t in_piece = 4096;
    constexpr std::size_t look_ahead = 16;  // records lie scattered: ask for them before they are needed
    const std::size_t pieces = data.file ? data.file->blocks() : (data.size() + in_piece - 1) / in_piece;
    std::atomic<std::size_t> next_piece = 0;
    base::run_parallel(threads, [&](unsigned worker) {
        FinishedBlock block;
        for (std::size_t piece = next_piece++; piece < pieces; piece = next_piece++) {
            if (data.file) {
                data.file->read_block(piece, block);
                for (const FinishedCustomer& customer : block.customers) visit(worker, customer);
                continue;
            }
            const CustomerOrder& order = *data.order;
            const std::size_t end = std::min(order.size(), (piece + 1) * in_piece);
            for (std::size_t i = piece * in_piece; i < end; ++i) {
                if (i + look_ahead < end) __builtin_prefetch(&data.table.record(order[i + look_ahead].place));
                visit(worker, order[i]);
            }
        }
    });
}

}  // namespace rfm::pipeline
