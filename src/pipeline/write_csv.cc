#include <algorithm>
#include <atomic>
#include <string>

#include <rfm/score.h>

#include "base/byte_order_mark.h"
#include "base/parallel.h"
#include "output/score_rows.h"
#include "pipeline/scored_data.h"

namespace rfm {

namespace {

// The rows of one piece as text. One a thread.
class PieceFormat {
public:
    PieceFormat(const ScoredCustomers::Data& data, CsvStyle style)
        : data_(data),
          rows_(data.summary.amount_decimals, data.summary.bins, data.summary.has_monetary, style.for_spreadsheet) {}

    static std::size_t count(const ScoredCustomers::Data& data) {
        return data.file ? data.file->blocks() : (data.size() + rows_in_piece - 1) / rows_in_piece;
    }

    void put(std::size_t piece, std::string& text) {
        if (data_.file) {
            data_.file->read_block(piece, block_);
            for (const pipeline::FinishedCustomer& customer : block_.customers) rows_.append(data_.row(customer), text);
            return;
        }
        constexpr std::size_t look_ahead = 16;  // records lie scattered: ask for them before they are needed
        const pipeline::CustomerOrder& order = *data_.order;
        const std::size_t end = std::min(order.size(), (piece + 1) * rows_in_piece);
        for (std::size_t i = piece * rows_in_piece; i < end; ++i) {
            if (i + look_ahead < end) __builtin_prefetch(&data_.table.record(order[i + look_ahead].place));
            rows_.append(data_.row(order[i]), text);
        }
    }

private:
    static constexpr std::size_t rows_in_piece = 4096;

    const ScoredCustomers::Data& data_;
    output::ScoreRows rows_;
    pipeline::FinishedBlock block_;
};

}  // namespace

// Pieces are formatted side by side and written in order.
void write_csv(const ScoredCustomers& customers, TextSink& sink, CsvStyle style) {
    const ScoredCustomers::Data& data = customers.data();
    const std::size_t pieces = PieceFormat::count(data);
    if (style.byte_order_mark) sink.write(base::byte_order_mark);
    sink.write(output::ScoreRows::header());

    std::atomic<std::size_t> next_piece = 0;
    base::Turns writing;
    const auto threads = static_cast<unsigned>(std::min<std::size_t>(data.threads, pieces));
    base::run_parallel(threads, [&](unsigned) {
        PieceFormat format(data, style);
        std::string text;
        for (std::size_t piece = next_piece++; piece < pieces; piece = next_piece++) {
            try {
                text.clear();
                format.put(piece, text);
                if (!writing.wait(piece)) return;
                sink.write(text);
                writing.done();
            } catch (...) {
                writing.fail(piece);
                throw;
            }
        }
    });
}

}  // namespace rfm
