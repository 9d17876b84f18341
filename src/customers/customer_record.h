// What is known of one customer while rows are added up: 48 bytes.
#pragma once

#include <cstdint>
#include <limits>

#include <rfm/day.h>

#include "base/decimal.h"
#include "customers/customer_key.h"

namespace rfm::customers {

struct CustomerRecord {
    static constexpr DayNumber no_day = std::numeric_limits<DayNumber>::min();

    std::uint64_t key_words[2];
    std::uint32_t key_size;
    std::int32_t monetary_high;  // monetary is a base::WideSum in two parts, to fill no gaps
    std::uint64_t monetary_low;
    std::uint64_t frequency;  // distinct orders with a purchase
    DayNumber first_day;      // of purchases; no_day when there is none
    DayNumber last_day;

    CustomerKey key() const noexcept { return {{key_words[0], key_words[1]}, key_size}; }
    // Points into the record when the key is short.
    std::string_view id() const noexcept {
        return key_size <= CustomerKey::inline_size
                   ? std::string_view(reinterpret_cast<const char*>(key_words), key_size)
                   : std::string_view(reinterpret_cast<const char*>(key_words[0]), key_size);
    }
    base::WideSum monetary() const noexcept { return {monetary_low, monetary_high}; }
    bool has_purchase() const noexcept { return last_day != no_day; }
};
static_assert(sizeof(CustomerRecord) == 48);

}  // namespace rfm::customers
