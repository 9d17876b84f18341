// The exact scanner: RFC 4180 one byte at a time, for text in which quotes stand where they should not.
// A quote inside an unquoted field is a literal character; text behind a closing quote makes the record faulty.
// Thread-safety: pure function on the caller's memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "csv/structure.h"

namespace rfm::csv {

// The record that the text ends in the middle of.
struct OpenRecord {
    std::size_t begin = 0;       // where it starts; the size of the text when nothing is left over
    bool regular = true;         // no stray quote in it so far: the fast scanner may go on
    bool inside_quotes = false;  // the text ends inside quotes
    std::size_t opened_at = 0;   // then: where that quote stands
};

// Appends the structure of the complete records in the text, and the indices of the faulty ones to `faulty_records`.
OpenRecord scan_exactly(const char* data, std::size_t size, char delimiter, Structure& structure,
                        std::vector<std::uint32_t>& faulty_records);

}  // namespace rfm::csv
