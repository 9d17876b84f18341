// Joins what the chunks of an input leave behind, in the order of the chunks, whichever is done first: bad rows, and
// the lines at a chunk's start that belong to the last order of the chunk before. Thread-safety: put() is made to be
// called by several threads; the rest when all have ended.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

#include "orders/order_lines.h"
#include "orders/order_rows.h"
#include "pipeline/reject_log.h"

namespace rfm::pipeline {

// What one chunk leaves behind.
struct ChunkEnds {
    explicit ChunkEnds(bool keep_records) : rejects(keep_records), leading(keep_records) {}

    RejectLog rejects;
    // The lines at its start that are bad unless they go on with the order before them; and how many such lines have no
    // customer, and are guests' unless they do.
    RejectLog leading;
    std::uint64_t leading_guests = 0;
    orders::LastLine leading_order;
    orders::LastLine last;
};

class ChunkJoin {
public:
    // all, file: where bad rows go. last: what stands before the first chunk.
    ChunkJoin(RejectLog& all, RejectsFile& file, orders::LastLine last)
        : all_(all), file_(file), last_(std::move(last)) {}

    // Chunk `number`: each number comes once, from 0 up without gaps.
    void put(std::uint64_t number, ChunkEnds ends);

    // Of the leading lines.
    const orders::RowTally& tally() const noexcept { return tally_; }
    const orders::LastLine& last() const noexcept { return last_; }

private:
    void join(ChunkEnds& ends);

    std::mutex mutex_;
    RejectLog& all_;
    RejectsFile& file_;
    orders::LastLine last_;
    orders::RowTally tally_;
    std::map<std::uint64_t, ChunkEnds> waiting_;
    std::uint64_t next_ = 0;
};

}  // namespace rfm::pipeline
