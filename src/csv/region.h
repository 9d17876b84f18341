// A stretch of whole records, ending in a line feed, with scan_padding readable bytes behind it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rfm::csv {

struct Region {
    const char* data = nullptr;
    std::size_t size = 0;
    std::uint64_t first_line = 1;  // of the file
    bool regular = true;           // the fast scanner is exact for it
};

}  // namespace rfm::csv
