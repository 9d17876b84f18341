// Reads texts the way the pipeline does: chunks, analysis, fold, record reader. From files through CsvInput, or from
// memory in pieces of any sizes, with hostile bytes where the scanners may read but must not use what stands there.
#pragma once

#include <cstring>
#include <functional>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string_view>

#include <rfm/error.h>

#include "csv/block_scanner.h"
#include "csv/chunk_fold.h"
#include "csv/csv_input.h"
#include "csv/record_reader.h"
#include "csv/text_records.h"
#include "sources/texts.h"

namespace rfm::test {

// Adds the records of the batch, which holds all columns.
inline void append_batch(TextRecords& text, csv::RecordBatch& batch) {
    std::string scratch;
    for (std::size_t i = 0; i < batch.size; ++i) {
        TextRecord record;
        record.fault = batch.fault(i);
        record.line = batch.line(i);
        record.bytes = batch.record(i);
        if (record.fault != csv::RecordFault::none) {
            record.field_count = batch.field_counts[i];
            for (std::size_t slot = 0; slot < batch.columns.size(); ++slot) {
                if (batch.field(slot, i).size() != 0) throw std::logic_error("a faulty record has fields");
            }
        } else {
            for (std::size_t slot = 0; slot < batch.columns.size(); ++slot) {
                record.fields.emplace_back(batch.text(batch.column(slot)[i], scratch));
            }
        }
        text.records.push_back(std::move(record));
    }
}

struct Piece {
    const char* data = nullptr;
    std::size_t size = 0;
    const char* before = nullptr;
};

// An unterminated quote becomes part of the result; other errors pass through. For a catch block.
inline void note_unterminated_quote(const Error& error, const std::string& name, TextRecords& text) {
    const std::string message = error.what();
    const std::string start = name + ":";
    const std::size_t colon = message.find(": a quote opens here and is never closed; close it");
    if (error.kind() != ErrorKind::data || !message.starts_with(start) || colon == std::string::npos) throw;
    text.unterminated_quote = std::stoull(message.substr(start.size(), colon - start.size()));
}

// Reads pieces until next_piece has none.
template <class NextPiece>
TextRecords read_pieces_from(NextPiece next_piece, char delimiter, std::size_t field_count, const std::string& name,
                             std::uint64_t first_line) {
    TextRecords text;
    csv::ChunkFold fold(delimiter, name, first_line);
    std::vector<std::uint32_t> columns(field_count);
    std::iota(columns.begin(), columns.end(), 0U);
    csv::RecordReader reader(delimiter, field_count, columns);
    const csv::RecordReader::Take take = [&](csv::RecordBatch& batch) { append_batch(text, batch); };
    csv::FoldedChunk folded;
    const auto read_folded = [&] {
        if (folded.crossing) reader.read(*folded.crossing, take);
        if (folded.body) reader.read(*folded.body, take);
    };
    Piece piece;
    try {
        while (next_piece(piece)) {
            const auto analysis = csv::analyse_chunk(piece.data, piece.size, piece.before, delimiter);
            fold.take(piece.data, piece.size, analysis, folded);
            read_folded();
        }
        fold.finish(folded);
        read_folded();
    } catch (const Error& error) {
        note_unterminated_quote(error, name, text);
    }
    return text;
}

// A text in memory, cut where next_size says (each at least 1). Each piece stands in memory of its own, as long as it
// may be, so that the address sanitizer sees a step too far.
inline TextRecords read_in_pieces(std::string_view text, const std::function<std::size_t()>& next_size, char delimiter,
                                  std::size_t field_count) {
    const char hostile[] = {'"', '\n', delimiter, '\r'};
    char before[4] = {'\n', '\n', '\n', '\n'};
    std::unique_ptr<char[]> memory;
    std::size_t at = 0;
    const auto next_piece = [&](Piece& piece) {
        if (at == text.size()) return false;
        for (std::size_t i = 1; i <= 4; ++i) before[4 - i] = i <= at ? text[at - i] : '\n';
        const std::size_t size = std::min(next_size(), text.size() - at);
        memory = std::make_unique_for_overwrite<char[]>(size + csv::scan_padding);
        std::memcpy(memory.get(), text.data() + at, size);
        for (std::size_t i = 0; i < csv::scan_padding; ++i) memory[size + i] = hostile[(size + i) % 4];
        at += size;
        piece = {memory.get(), size, before};
        return true;
    };
    return read_pieces_from(next_piece, delimiter, field_count, "text", 1);
}

struct FileReading {
    std::vector<std::string> header;
    csv::Dialect dialect;
    std::size_t field_count = 0;
    std::uint64_t first_line = 0;
    std::string encoding;
    TextRecords text;
};

struct FileOptions {
    std::size_t chunk_size = std::size_t{1} << 20;
    std::optional<char> delimiter;
    bool has_header = true;
};

// The only text that the file holds.
inline sources::Text open_text(const std::string& path, const sources::SourceOptions& options = {}) {
    sources::Text text = std::move(*sources::Texts::open(path, options).next());
    return text;
}

// All of that text, without its byte-order mark.
inline std::string whole_text(const std::string& path) {
    const sources::OpenedSource opened = open_text(path).bytes;
    std::string text(opened.start.begin(), opened.start.end());
    std::vector<char> more(std::size_t{1} << 16);
    for (bool ended = opened.ended; !ended;) {
        const std::size_t got = opened.source->read(more);
        text.append(more.data(), got);
        ended = got < more.size();
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    return text;
}

inline FileReading read_csv_file(const std::string& path, const FileOptions& options = {}) {
    sources::Text text = open_text(path);
    csv::CsvInput input = csv::CsvInput::open(std::move(text.bytes), options.delimiter, options.has_header);
    FileReading reading{input.header(), input.dialect(), input.field_count(), input.first_line(), text.encoding, {}};
    csv::Chunk chunk;
    const auto next_piece = [&](Piece& piece) {
        if (!input.next_chunk(options.chunk_size, chunk)) return false;
        piece = {chunk.data(), chunk.size(), chunk.before()};
        return true;
    };
    reading.text =
        read_pieces_from(next_piece, input.dialect().delimiter, input.field_count(), input.name(), input.first_line());
    return reading;
}

// The words of the error that the call throws; empty when it throws none.
template <class Call>
std::string error_of(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace rfm::test
