// Where the table of a file starts: its dialect, its header, and the lines before it, found from the first bytes.
// The room does not know what names mean: whoever asks for the header says which names will do.
// Thread-safety: plain values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/dialect.h"

namespace rfm::csv {

// Whether the fields of a record name all the columns wanted: then the positions of those that no row can be without.
// first: it is the first record, the header of nearly all files; any later one must be known by its names alone.
using NeededColumns =
    std::function<std::optional<std::vector<std::uint32_t>>(const std::vector<std::string>& names, bool first)>;

struct HeaderSearch {
    // How many lines stand before the table. Given, nothing is looked for: the next record is the header.
    std::optional<std::uint64_t> skip_lines;
    // None: the first record is the header.
    NeededColumns needed_columns;
};

// A later record that may be the header, though nothing proves it: for a hint.
struct LikelyHeader {
    std::uint64_t line = 0;
    std::vector<std::string> names;
    bool behind_rows = false;  // it names all columns wanted, but lines before it look like rows of the table
};

struct TableStart {
    Dialect dialect;
    std::optional<char> separator_line;  // what the line "sep=;" says, as Excel has it before the table
    std::vector<std::string> header;     // empty without one
    std::size_t field_count = 0;         // of the header, or of the first record
    std::size_t records_begin = 0;       // in the text
    std::uint64_t header_line = 1;       // the line that the header, or without one the first record, starts in
    std::uint64_t first_line = 1;        // the line of records_begin
    bool skipped_lines = false;          // lines before the header are no part of the table
    std::string found_behind;            // the first of them, when nobody asked for them to be skipped
    std::optional<LikelyHeader> likely_header;
};

// How much of the file there is to look at.
enum class SampleReach { more, limit, whole };

// Looks at the first bytes of a file, without its byte-order mark. When the first record names the columns wanted, it
// is the header; otherwise the first of the next records, 50 at most, that does, has as many fields as most of the
// records from there on, and has nothing before it that could be rows. When there is none, it is the first record
// after all, so that the caller's refusal tells what stands there. Nothing when more of the file is needed and to be
// had. Throws Error(data) naming `name`.
std::optional<TableStart> find_table_start(std::string_view text, SampleReach reach, std::optional<char> delimiter,
                                           bool has_header, const HeaderSearch& search, const std::string& name);

// "\n  line 5 looks like the header, ..." with the flag to give.
std::string likely_header_words(const LikelyHeader& header);

}  // namespace rfm::csv
