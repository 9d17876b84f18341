#include <algorithm>
#include <atomic>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <rfm/score.h>

#include "base/byte_order_mark.h"
#include "base/parallel.h"
#include "output/column_rows.h"
#include "output/json_rows.h"
#include "output/score_rows.h"
#include "output/workbook.h"
#include "pipeline/row_pieces.h"
#include "pipeline/scored_data.h"
#include "pipeline/write_workbooks.h"

namespace rfm {

namespace {

std::vector<Column> written_columns(const ScoredCustomers::Data& data) {
    std::vector<Column> columns = data.columns;
    for (std::size_t i = 0; columns.size() < default_column_count && data.columns.empty(); ++i) {
        columns.push_back(static_cast<Column>(i));
    }
    return columns;
}

// The rows of one piece as text. One a thread.
class PieceFormat {
public:
    PieceFormat(const ScoredCustomers::Data& data, const ScoreStyle& style)
        : data_(data),
          pieces_(data),
          rows_(data.summary.amount_decimals, data.summary.bins, data.summary.has_monetary, style.csv.for_spreadsheet) {
        const int bins = data.summary.bins;
        if (style.format == Format::jsonl) {
            objects_.emplace(written_columns(data), data.values, bins);
        } else if (style.format == Format::tsv) {
            columns_.emplace(written_columns(data), data.values, bins, style.csv.for_spreadsheet, '\t');
        } else if (!data.columns.empty()) {
            columns_.emplace(data.columns, data.values, bins, style.csv.for_spreadsheet);
        }
    }

    std::string header() const {
        if (objects_) return {};
        return columns_ ? columns_->header() : std::string(output::ScoreRows::header());
    }

    // One text for all, or one for each segment, in the order of the map.
    void put(std::size_t piece, std::vector<std::string>& texts) {
        pieces_.each(piece, [&](const CustomerRow& row) { put(row, texts); });
    }

private:
    void put(const CustomerRow& row, std::vector<std::string>& texts) {
        std::string& text =
            texts[texts.size() == 1 ? 0 : static_cast<std::size_t>(data_.map->segment_of(row.r, row.f, row.m))];
        if (objects_) {
            objects_->append(row, data_.worse_counts(row), text);
        } else if (columns_) {
            columns_->append(row, data_.worse_counts(row), text);
        } else {
            rows_.append(row, text);
        }
    }

    const ScoredCustomers::Data& data_;
    pipeline::RowPieces pieces_;
    output::ScoreRows rows_;
    std::optional<output::ColumnRows> columns_;  // where others than the usual ones are asked for, or tabs
    std::optional<output::JsonRows> objects_;
};

// Pieces are formatted side by side and written in order.
void write_pieces(const ScoredCustomers::Data& data, std::span<TextSink* const> sinks, const ScoreStyle& style) {
    const std::size_t pieces = pipeline::RowPieces::count(data);
    for (TextSink* sink : sinks) {
        if (style.csv.byte_order_mark && style.format != Format::jsonl) sink->write(base::byte_order_mark);
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

std::vector<std::string> write_to(const ScoredCustomers::Data& data, std::span<TextSink* const> sinks,
                                  const ScoreStyle& style) {
    if (style.format == Format::xlsx) {
        return pipeline::write_workbooks(data, written_columns(data), sinks, style.command);
    }
    write_pieces(data, sinks, style);
    return {};
}

}  // namespace

void check_format(Format format) {
    if (format == Format::xlsx) output::check_workbooks();
}

std::vector<std::string> write_scores(const ScoredCustomers& customers, TextSink& sink, const ScoreStyle& style) {
    TextSink* const sinks[] = {&sink};
    return write_to(customers.data(), sinks, style);
}

std::vector<std::string> write_scores_by_segment(const ScoredCustomers& customers, std::span<TextSink* const> sinks,
                                                 const ScoreStyle& style) {
    const ScoredCustomers::Data& data = customers.data();
    if (!data.map || sinks.size() != data.map->names().size()) {
        throw Error(ErrorKind::usage,
                    "a file for each segment needs a segment map, and a sink for each of its segments");
    }
    return write_to(data, sinks, style);
}

void write_csv(const ScoredCustomers& customers, TextSink& sink, CsvStyle style) {
    write_scores(customers, sink, {Format::csv, style, {}});
}

void write_csv_by_segment(const ScoredCustomers& customers, std::span<TextSink* const> sinks, CsvStyle style) {
    write_scores_by_segment(customers, sinks, {Format::csv, style, {}});
}

}  // namespace rfm
