// Customers that went from segment to segment between two scored lists, as a plain value for pictures.
// Thread-safety: a plain value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rfm {

struct Movement {
    std::string old_name;
    std::string old_as_of;  // as in "2025-01-31"; empty where the file does not tell
    std::vector<std::string> segments;
    // customers[from][to]; the last row is of customers who are new, the last column of those who are gone.
    std::vector<std::vector<std::uint64_t>> customers;
};

}  // namespace rfm
