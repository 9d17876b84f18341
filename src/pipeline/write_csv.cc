#include <algorithm>
#include <atomic>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <rfm/score.h>

#include "base/byte_order_mark.h"
#include "base/parallel.h"
#include "output/column_rows.h"
#include "output/score_rows.h"
#include "pipeline/scored_data.h"

namespace rfm {

namespace {

// The rows of one piece as text. One a thread.
class PieceFormat {
public:
    PieceFormat(const ScoredCustomers::Data& data, CsvStyle style)
        : data_(data),
          rows_(data.summary.amount_decimals, data.summary.bins, data.summary.has_monetary, style.for_spreadsheet) {
        if (!data.columns.empty())
            columns_.emplace(data.columns, data.values, data.summary.bins, style.for_spreadsheet);
    }

    std::string header() const { return columns_ ? columns_->header() : std::string(output::ScoreRows::header()); }

    static std::size_t count(const ScoredCustomers::Data& data) {
        return data.file ? data.file->blocks() : (data.size() + rows_in_piece - 1) / rows_in_piece;
    }

    // One text for all, or one for each segment, in the order of the map.
    void put(std::size_t piece, std::vector<std::string>& texts) {
        if (data_.file) {
            data_.file->read_block(piece, block_);
            for (const pipeline::FinishedCustomer& customer : block_.customers) put(data_.row(customer), texts);
            return;
        }
        constexpr std::size_t look_ahead = 16;  // records lie scattered: ask for them before they are needed
        const pipeline::CustomerOrder& order = *data_.order;
        const std::size_t end = std::min(order.size(), (piece + 1) * rows_in_piece);
        for (std::size_t i = piece * rows_in_piece; i < end; ++i) {
            if (i + look_ahead < end) __builtin_prefetch(&data_.table.record(order[i + look_ahead].place));
            put(data_.row(order[i]), texts);
        }
    }

private:
    static constexpr std::size_t rows_in_piece = 4096;

    void put(const CustomerRow& row, std::vector<std::string>& texts) {
        std::string& text =
            texts[texts.size() == 1 ? 0 : static_cast<std::size_t>(data_.map->segment_of(row.r, row.f, row.m))];
        if (columns_) {
            columns_->append(row, data_.worse_counts(row), text);
        } else {
            rows_.append(row, text);
        }
    }

    const ScoredCustomers::Data& data_;
    output::ScoreRows rows_;
    std::optional<output::ColumnRows> columns_;  // where others than the usual ones are asked for
    pipeline::FinishedBlock block_;
};

// Pieces are formatted side by side and written in order.
void write_pieces(const ScoredCustomers::Data& data, std::span<TextSink* const> sinks, CsvStyle style) {
    const std::size_t pieces = PieceFormat::count(data);
    for (TextSink* sink : sinks) {
        if (style.byte_order_mark) sink->write(base::byte_order_mark);
        sink->write(PieceFormat(data, style).header());
    }

    std::atomic<std::size_t> next_piece = 0;
    base::Turns writing;
    const auto threads = static_cast<unsigned>(std::min<std::size_t>(data.threads, pieces));
    base::run_parallel(threads, [&](unsigned) {
        PieceFormat format(data, style);
        std::vector<std::string> texts(sinks.size());
        for (std::size_t piece = next_piece++; piece < pieces; piece = next_piece++) {
            try {
                for (std::string& text : texts) text.clear();
                format.put(piece, texts);
                if (!writing.wait(piece)) return;
                for (std::size_t i = 0; i < sinks.size(); ++i) sinks[i]->write(texts[i]);
                writing.done();
            } catch (...) {
                writing.fail(piece);
                throw;
            }
        }
    });
}

}  // namespace

void write_csv(const ScoredCustomers& customers, TextSink& sink, CsvStyle style) {
    TextSink* const sinks[] = {&sink};
    write_pieces(customers.data(), sinks, style);
}

void write_csv_by_segment(const ScoredCustomers& customers, std::span<TextSink* const> sinks, CsvStyle style) {
    const ScoredCustomers::Data& data = customers.data();
    if (!data.map || sinks.size() != data.map->names().size()) {
        throw Error(ErrorKind::usage,
                    "a file for each segment needs a segment map, and a sink for each of its segments");
    }
    write_pieces(data, sinks, style);
}

}  // namespace rfm
