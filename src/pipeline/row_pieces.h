// The customers to be written, in their order, in pieces that can be gone through side by side.
// Thread-safety: one object a thread.
#pragma once

#include <algorithm>
#include <cstddef>

#include <rfm/score.h>

#include "pipeline/scored_data.h"

namespace rfm::pipeline {

class RowPieces {
public:
    // data outlives it.
    explicit RowPieces(const ScoredCustomers::Data& data) : data_(data) {}

    static std::size_t count(const ScoredCustomers::Data& data) {
        return data.file ? data.file->blocks() : (data.size() + rows_in_piece - 1) / rows_in_piece;
    }

    // Calls take(row) for each customer of the piece.
    template <class Take>
    void each(std::size_t piece, const Take& take) {
        if (data_.file) {
            data_.file->read_block(piece, block_);
            for (const FinishedCustomer& customer : block_.customers) take(data_.row(customer));
            return;
        }
        constexpr std::size_t look_ahead = 16;  // records lie scattered: ask for them before they are needed
        const CustomerOrder& order = *data_.order;
        const std::size_t end = std::min(order.size(), (piece + 1) * rows_in_piece);
        for (std::size_t i = piece * rows_in_piece; i < end; ++i) {
            if (i + look_ahead < end) __builtin_prefetch(&data_.table.record(order[i + look_ahead].place));
            take(data_.row(order[i]));
        }
    }

private:
    static constexpr std::size_t rows_in_piece = 4096;

    const ScoredCustomers::Data& data_;
    FinishedBlock block_;
};

}  // namespace rfm::pipeline
