// What is known of one customer while rows are added up: one cache line, because a row's customer is a miss of the
// caches nearly always, and 48 bytes that straddle two lines are often two (measured: 9 ns a row).
#pragma once

#include <cstdint>
#include <limits>

#include <rfm/day.h>

#include "base/decimal.h"
#include "customers/customer_key.h"

namespace rfm::customers {

// Scores of a customer; 0 where there is none.
struct Scores {
    std::uint8_t r = 0;
    std::uint8_t f = 0;
    std::uint8_t m = 0;
};

struct alignas(64) CustomerRecord {
    static constexpr DayNumber no_day = std::numeric_limits<DayNumber>::min();

    std::uint64_t key_words[2];
    std::uint32_t key_size;
    // While rows are added: the upper part of the sum. Once it is known that the sum fits the lower part: the scores.
    std::int32_t monetary_high_or_scores;
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
    bool has_purchase() const noexcept { return last_day != no_day; }

    // While rows are added.
    base::WideSum sum() const noexcept { return {monetary_low, monetary_high_or_scores}; }
    void set_sum(base::WideSum sum) noexcept {
        monetary_low = sum.low;
        monetary_high_or_scores = sum.high;
    }

    // Afterwards.
    std::int64_t monetary_scaled() const noexcept { return static_cast<std::int64_t>(monetary_low); }
    Scores scores() const noexcept {
        const auto bits = static_cast<std::uint32_t>(monetary_high_or_scores);
        return {static_cast<std::uint8_t>(bits), static_cast<std::uint8_t>(bits >> 8),
                static_cast<std::uint8_t>(bits >> 16)};
    }
    void set_scores(Scores s) noexcept {
        monetary_high_or_scores = static_cast<std::int32_t>(s.r) | (s.f << 8) | (s.m << 16);
    }
};
static_assert(sizeof(CustomerRecord) == 64);

}  // namespace rfm::customers
