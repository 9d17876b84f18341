// What is said of a bad row.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "orders/date_reader.h"
#include "orders/order_rows.h"

namespace rfm::orders {

struct BadRowFacts {
    BadRowKind kind = BadRowKind::too_few_fields;
    std::string_view column;  // its label
    std::string_view value;   // of the field that is wrong
    std::size_t fields = 0;   // that the record has
    std::size_t expected_fields = 0;
    DateForm date_form = DateForm::year_first;
    std::string_view date_format;
};

// As in "column 'amount': '12,50' is not a number; try --decimal ,". No file and line.
std::string bad_row_words(const BadRowFacts& facts);

// As in "3 with an unreadable date".
std::string bad_row_count_words(BadRowKind kind, std::uint64_t count);

}  // namespace rfm::orders
