#include <atomic>

#include <rfm/score.h>

#include "base/parallel.h"
#include "output/score_rows.h"
#include "pipeline/scored_data.h"

namespace rfm {

// Pieces are formatted side by side and written in order.
void write_csv(const ScoredCustomers& customers, TextSink& sink) {
    const ScoredCustomers::Data& data = customers.data();
    const RunSummary& summary = data.summary;
    constexpr std::size_t rows_in_piece = 4096;
    constexpr std::size_t look_ahead = 16;  // records lie scattered: ask for them before they are needed
    const std::size_t count = data.order.size();
    const std::size_t pieces = (count + rows_in_piece - 1) / rows_in_piece;
    sink.write(output::ScoreRows::header());

    std::atomic<std::size_t> next_piece = 0;
    base::Turns writing;
    const auto threads = static_cast<unsigned>(std::min<std::size_t>(data.threads, pieces));
    base::run_parallel(threads, [&](unsigned) {
        output::ScoreRows rows(summary.amount_decimals, summary.bins, summary.has_monetary);
        std::string text;
        for (std::size_t piece = next_piece++; piece < pieces; piece = next_piece++) {
            try {
                text.clear();
                const std::size_t end = std::min(count, (piece + 1) * rows_in_piece);
                for (std::size_t i = piece * rows_in_piece; i < end; ++i) {
                    if (i + look_ahead < end) __builtin_prefetch(data.order[i + look_ahead].record);
                    rows.append(data.row(data.order[i]), text);
                }
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
