// The ordered step between chunks: which state a chunk starts in, where its first record starts, and the record that
// crosses into it from the chunks before. Everything before (analyse_chunk) and after (RecordReader) can run side by
// side for different chunks; this runs once a chunk, in the order of the input. Thread-safety: one caller at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/block_scanner.h"
#include "csv/region.h"
#include "csv/structure.h"

namespace rfm::csv {

// The records that end in one chunk. `crossing` lives in `crossing_text`; `body` points into the chunk itself.
struct FoldedChunk {
    std::vector<char> crossing_text;
    std::optional<Region> crossing;  // begins before the chunk; comes first
    std::optional<Region> body;
};

class ChunkFold {
public:
    // first_line: of the first record. name: for messages.
    ChunkFold(char delimiter, std::string name, std::uint64_t first_line);

    // Chunks must come in order; the first starts at the start of a record. The chunk has scan_padding bytes behind it.
    // Throws Error(data) when a record is longer than the longest allowed (64 MiB), or where the text is not UTF-8.
    void take(const char* data, std::size_t size, const ChunkAnalysis& analysis, FoldedChunk& out);

    // The end of the input: the last record, if it had no line end. Throws Error(data) for an unterminated quote,
    // naming the line where it opened, and for a last character that is cut off.
    void finish(FoldedChunk& out);

private:
    void take_exactly(const char* data, std::size_t size, FoldedChunk& out);
    void keep_open(const char* data, std::size_t size);
    [[noreturn]] void refuse_open_record() const;
    void note_broken_utf8(std::string_view text, std::ptrdiff_t fault);
    void gather_broken_utf8(std::string_view text);

    char delimiter_;
    std::string name_;
    std::uint64_t line_;      // in which the open record starts
    std::vector<char> open_;  // the record that no chunk has finished yet
    bool inside_quotes_ = false;
    // Where the text is not UTF-8: what follows, of which so much is gathered before it is refused that the words are
    // the same whatever the chunks. Nothing is read any more.
    std::optional<std::string> broken_;
    std::uint64_t broken_line_ = 0;
    bool exact_ = false;  // a stray quote in the open record: the fast scanner would go wrong
};

}  // namespace rfm::csv
