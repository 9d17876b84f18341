// What the scored customers have in common, found in one pass over the table: how many there are, between which bounds
// their values lie, and in which bytes their ids differ.
// Thread-safety: the table does not change meanwhile.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/int128.h"
#include "customers/customer_table.h"

namespace rfm::pipeline {

enum Metric : std::size_t { recency, frequency, monetary };
inline constexpr std::size_t metric_count = 3;

using Values = std::array<std::int64_t, metric_count>;

// Of a scored customer; recency is counted back from as_of.
inline Values values_of(const customers::CustomerRecord& record, DayNumber as_of) noexcept {
    return {std::int64_t{as_of} - record.last_day(), static_cast<std::int64_t>(record.frequency()),
            record.monetary_scaled()};
}

// The first 16 bytes of an id as one number that sorts like them; behind a shorter id there are zeros.
using IdPrefix = base::Uint128;
IdPrefix id_prefix(const base::PackedText& id) noexcept;

struct CustomerFacts {
    std::size_t scored = 0;  // customers with a purchase
    std::uint64_t orders = 0;
    base::Int128 monetary_total = 0;
    Values lowest{};
    Values highest{};
    IdPrefix first_prefix = 0;      // of one of the ids
    IdPrefix differing_prefix = 0;  // the bits in which some prefix differs from it

    void add(const Values& values, IdPrefix prefix) noexcept;
    void add(const CustomerFacts& other) noexcept;
};

// Remembers, of the customers whose totals don't fit 64 bits, the first by id.
class TooLargeTotal {
public:
    // Whether the customer's total fits.
    bool check(const customers::CustomerRecord& record);
    void add(const TooLargeTotal& other);
    // Throws Error(data) naming the customer, if there is one.
    void refuse() const;

private:
    std::optional<std::string> id_;
    base::Int128 total_ = 0;
};

// Throws Error(data) naming the first customer, by id, whose total does not fit 64 bits.
CustomerFacts find_facts(const customers::CustomerTable& table, DayNumber as_of, unsigned threads);

}  // namespace rfm::pipeline
