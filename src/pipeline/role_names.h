// Whether the same columns play the same roles in all inputs: found in one file by e-mail and in the next by number,
// customers would be two each without a word.
// Thread-safety: one owner.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "orders/column_map.h"

namespace rfm::pipeline {

class RoleNames {
public:
    // The first input with a header is what the others are compared with: a warning of one line when a role is played
    // by a column of another name.
    std::optional<std::string> compare(const std::string& file, const std::vector<std::string>& header,
                                       const orders::ColumnMap& columns);

private:
    using Names = std::array<std::string, 4>;  // of the customer, the date, the amount, the order id; empty: none
    static Names names_of(const std::vector<std::string>& header, const orders::ColumnMap& columns);

    std::string first_file_;
    std::optional<Names> first_;
};

}  // namespace rfm::pipeline
