// Reads a file on several threads the way the pipeline does it: chunks are analysed side by side, folded in order, and
// their records read side by side.
#pragma once

#include <iterator>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "csv/read_text.h"

namespace rfm::test {

// Every thread has its share whatever the machine is doing: they take the chunks by turns.
inline TextRecords read_side_by_side(const std::string& path, const FileOptions& options, unsigned threads) {
    csv::CsvInput input = csv::CsvInput::open(open_text(path).bytes, options.delimiter, options.has_header);
    const char delimiter = input.dialect().delimiter;
    std::vector<csv::Chunk> chunks;
    for (csv::Chunk chunk; input.next_chunk(options.chunk_size, chunk); chunk = {}) chunks.push_back(std::move(chunk));

    std::vector<std::uint32_t> columns(input.field_count());
    std::iota(columns.begin(), columns.end(), 0U);
    csv::ChunkFold fold(delimiter, input.name(), input.first_line());
    base::Turns folding;
    std::vector<TextRecords> parts(chunks.size() + 1);  // the last: what no chunk has ended
    const auto read_folded = [&](csv::RecordReader& reader, const csv::FoldedChunk& folded, TextRecords& part) {
        const auto take = [&](csv::RecordBatch& batch) { append_batch(part, batch); };
        if (folded.crossing) reader.read(*folded.crossing, take);
        if (folded.body) reader.read(*folded.body, take);
    };
    base::run_parallel(threads, [&](unsigned worker) {
        csv::RecordReader reader(delimiter, input.field_count(), columns);
        csv::FoldedChunk folded;
        for (std::size_t number = worker; number < chunks.size(); number += threads) {
            const csv::Chunk& chunk = chunks[number];
            const auto analysis = csv::analyse_chunk(chunk.data(), chunk.size(), chunk.before(), delimiter);
            if (!folding.wait(number)) return;
            try {
                fold.take(chunk.data(), chunk.size(), analysis, folded);
            } catch (...) {
                folding.fail(number);
                throw;
            }
            folding.done();
            read_folded(reader, folded, parts[number]);
        }
    });
    TextRecords all;
    try {
        csv::RecordReader reader(delimiter, input.field_count(), columns);
        csv::FoldedChunk folded;
        fold.finish(folded);
        read_folded(reader, folded, parts.back());
    } catch (const Error& error) {
        note_unterminated_quote(error, input.name(), all);
    }
    for (TextRecords& part : parts)
        std::move(part.records.begin(), part.records.end(), std::back_inserter(all.records));
    return all;
}

}  // namespace rfm::test
