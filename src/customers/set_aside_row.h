// One order row that is kept to be added to a table of customers later. Its order, where it has one, and its place in
// the inputs, where it matters, are kept beside it.
// Thread-safety: plain values.
#pragma once

#include <cstdint>

#include <rfm/day.h>

#include "base/packed_text.h"

namespace rfm::customers {

struct SetAsideRow {
    base::PackedText customer;  // a long id's bytes are kept beside the row
    std::int64_t amount_scaled = 0;
    DayNumber day = 0;
    std::uint32_t is_purchase = 0;
};
static_assert(sizeof(SetAsideRow) == 32);

}  // namespace rfm::customers
