// In which order the scored customers come out.
// Thread-safety: the table does not change meanwhile.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <rfm/plan.h>

#include "customers/customer_table.h"
#include "pipeline/customer_facts.h"
#include "pipeline/customer_scales.h"

namespace rfm::pipeline {

// A customer at its place. The key is for sorting; then it holds the scores where they depend on the place.
struct PlacedCustomer {
    std::uint64_t key = 0;
    const customers::CustomerRecord* record = nullptr;

    void set_scores(Scores s) noexcept {
        key = s.r | static_cast<std::uint64_t>(s.f) << 8 | static_cast<std::uint64_t>(s.m) << 16;
    }
    Scores scores() const noexcept {
        return {static_cast<std::uint8_t>(key), static_cast<std::uint8_t>(key >> 8),
                static_cast<std::uint8_t>(key >> 16)};
    }
};

using CustomerOrder = std::vector<PlacedCustomer>;

// The customers that have a purchase, in byte order of their ids.
CustomerOrder order_by_id(const customers::CustomerTable& table, const CustomerFacts& facts, unsigned threads);

// Puts customers that stand in the order of their ids into the order of another column; ties keep the order by id.
// key_of gives what to sort a customer by.
void sort_by_key(CustomerOrder& customers, bool descending,
                 const std::function<std::int64_t(const PlacedCustomer&)>& key_of);

}  // namespace rfm::pipeline
