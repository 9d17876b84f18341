#include "pipeline/write_workbooks.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "output/score_workbook.h"
#include "pipeline/row_pieces.h"
#include "segments/score_range.h"

namespace rfm::pipeline {
namespace {

// As in "high-value: r 4-5, f 4-5, m *".
std::vector<std::string> map_rows(const ScoredCustomers::Data& data) {
    std::vector<std::string> rows;
    if (!data.map) return rows;
    const int bins = data.map->bins();
    for (const segments::MapRow& row : data.map->rows()) {
        rows.push_back(fmt::format("{}: r {}, f {}", row.segment, segments::format_range(row.r, bins),
                                   segments::format_range(row.f, bins)));
        if (data.map->with_monetary()) rows.back() += ", m " + segments::format_range(row.m, bins);
    }
    return rows;
}

}  // namespace

std::vector<std::string> write_workbooks(const ScoredCustomers::Data& data, const std::vector<Column>& columns,
                                         std::span<TextSink* const> sinks, const std::string& command) {
    std::vector<std::unique_ptr<output::ScoreWorkbook>> books;
    for (std::size_t i = 0; i < sinks.size(); ++i) {
        const bool is_wanted = sinks.size() == 1 || data.selected_segments.empty() || data.selected_segments[i];
        books.push_back(is_wanted ? std::make_unique<output::ScoreWorkbook>(columns, data.values, data.summary)
                                  : nullptr);
    }
    RowPieces pieces(data);
    for (std::size_t piece = 0; piece < RowPieces::count(data); ++piece) {
        pieces.each(piece, [&](const CustomerRow& row) {
            const std::size_t place =
                books.size() == 1 ? 0 : static_cast<std::size_t>(data.map->segment_of(row.r, row.f, row.m));
            books[place]->append(row, data.worse_counts(row));
        });
    }
    const output::RunNotes notes{command, map_rows(data), {}};
    std::vector<std::string> warnings;
    for (std::size_t i = 0; i < sinks.size(); ++i) {
        if (!books[i]) continue;
        for (std::string& warning : books[i]->finish(notes, *sinks[i])) {
            if (books.size() > 1) warning = fmt::format("{}: {}", data.map->names()[i], warning);
            warnings.push_back(std::move(warning));
        }
        books[i].reset();  // with its temporary files
    }
    return warnings;
}

}  // namespace rfm::pipeline
