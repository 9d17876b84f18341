// Sorted runs of finished customers to one sorted sequence.
// Thread-safety: one caller; the file is finished.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "pipeline/finished_file.h"

namespace rfm::pipeline {

// The blocks [first, end) of a file.
struct BlockRange {
    std::size_t first = 0;
    std::size_t end = 0;
};

// Calls take for each customer of the runs, in the order of less(a, b); ties in the order of the runs.
template <class Less, class Take>
void merge_finished(const FinishedFile& file, const std::vector<BlockRange>& runs, const Less& less, const Take& take) {
    std::vector<FinishedReader> readers;
    std::vector<const FinishedCustomer*> fronts;
    std::vector<std::size_t> heap;  // of runs; the one whose front comes first on top
    for (const BlockRange& run : runs) readers.emplace_back(file, run.first, run.end);
    for (std::size_t run = 0; run < runs.size(); ++run) {
        fronts.push_back(readers[run].next());
        if (fronts.back() != nullptr) heap.push_back(run);
    }
    const auto later = [&](std::size_t a, std::size_t b) {
        if (less(*fronts[b], *fronts[a])) return true;
        return !less(*fronts[a], *fronts[b]) && b < a;
    };
    std::make_heap(heap.begin(), heap.end(), later);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), later);
        const std::size_t run = heap.back();
        take(*fronts[run]);
        fronts[run] = readers[run].next();
        if (fronts[run] == nullptr) {
            heap.pop_back();
        } else {
            std::push_heap(heap.begin(), heap.end(), later);
        }
    }
}

}  // namespace rfm::pipeline
