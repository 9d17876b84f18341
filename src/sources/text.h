// One text to read: UTF-8, unpacked, with LF or CRLF at the end of its lines.
// Thread-safety: one owner.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sources/byte_source.h"

namespace rfm::sources {

// What was said about the files.
struct SourceOptions {
    std::string encoding;               // as in "gb18030"; empty: found from the text
    std::optional<char> delimiter;      // if given
    bool whitespace_delimited = false;  // runs of blanks and tabs are one delimiter; in the text they become one tab
    std::string sheet;                  // of a workbook; empty: the first
};

// How many bytes are read to see what a file is.
inline constexpr std::size_t start_size = std::size_t{256} << 10;

// A source of which the first bytes were read.
struct OpenedSource {
    std::unique_ptr<ByteSource> source;  // goes on behind the start
    std::vector<char> start;
    bool ended = false;  // the start is all there is
};

struct Text {
    OpenedSource bytes;
    std::optional<char> delimiter;      // where it is known and need not be found
    bool is_of_workbook = false;        // numbers have a full-width decimal point (cell_text.h)
    std::string encoding;               // of the file, for people: as in "UTF-8" or "GB18030 (detected)"
    std::vector<std::string> warnings;  // things the user should know, one line each
    std::string doubt;                  // what may be wrong when the columns are not known; mostly empty
};

// Reads the first bytes. Throws what the source throws.
OpenedSource open_start(std::unique_ptr<ByteSource> source);

// The whole of it as a source again.
std::unique_ptr<ByteSource> rejoin(OpenedSource opened);

struct Unpacked {
    OpenedSource bytes;
    bool was_packed = false;
};

// Takes off gzip, zstd, xz and bzip2, also one in the other. Throws Error(data) for what is damaged at its start.
Unpacked unpack(OpenedSource opened);

// The text in the bytes. What has to be unpacked, decoded or rewritten is read ahead on a thread of its own; plain
// UTF-8 stays as it is. Throws Error(data) when the bytes are no text, or no one text for sure.
Text make_text(Unpacked unpacked, const SourceOptions& options);

}  // namespace rfm::sources
