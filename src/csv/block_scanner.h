// The fast scanner: 64 bytes at a time into bit masks of delimiters, newlines and quotes, with the best instruction set
// of the machine, chosen at run time (Highway). It is exact for text in which every quote stands where RFC 4180 wants
// it; analyse_chunk finds out whether that holds, and for other text there is ExactScanner. Thread-safety: pure
// functions on the caller's memory.
#pragma once

#include <cstddef>
#include <cstdint>

#include "csv/structure.h"
#include "csv/utf8_check.h"

namespace rfm::csv {

// The scanners may read, never use, so many bytes behind the text.
inline constexpr std::size_t scan_padding = 64;

// What one chunk looks like if it starts outside quotes (index 0) or inside (index 1).
struct ChunkAnalysis {
    bool odd_quotes = false;         // whether the quote state at the end differs from the one at the start
    std::uint64_t newlines = 0;      // all of them, also in quotes
    bool regular[2] = {true, true};  // every quote opens at the start of a field or closes at its end
    // Where the first character begins that is not UTF-8 (below 0: before the chunk); see utf8_check.h.
    std::ptrdiff_t utf8_fault = no_utf8_fault;
};

// before: the four bytes before the chunk, '\n' where there are none.
ChunkAnalysis analyse_chunk(const char* data, std::size_t size, const char before[4], char delimiter);

// Where the first record of a stretch of regular text ends that starts inside quotes or outside, and where the last one
// of a stretch that ends so: the offset of the newline. They look at as many bytes as the record has.
inline constexpr std::size_t no_record_end = ~std::size_t{0};
std::size_t first_record_end(const char* data, std::size_t size, bool inside_quotes) noexcept;
std::size_t last_record_end(const char* data, std::size_t size, bool inside_quotes) noexcept;

// Appends the separators in data[begin, end) to `structure`. The text is regular; `inside_quotes` is the state at begin
// and becomes the one at end. begin is a multiple of 64 from data.
void scan_regular(const char* data, std::size_t begin, std::size_t end, char delimiter, bool& inside_quotes,
                  Structure& structure);

// The same functions without SIMD: what tests compare with, and what machines without a known instruction set run.
ChunkAnalysis analyse_chunk_portable(const char* data, std::size_t size, const char before[4], char delimiter);
void scan_regular_portable(const char* data, std::size_t begin, std::size_t end, char delimiter, bool& inside_quotes,
                           Structure& structure);

}  // namespace rfm::csv
