// In which order the scored customers come out.
// Thread-safety: the table does not change meanwhile.
#pragma once

#include <cstdint>
#include <functional>

#include <rfm/plan.h>

#include "base/block_array.h"
#include "customers/customer_table.h"
#include "pipeline/customer_facts.h"
#include "pipeline/customer_scales.h"

namespace rfm::pipeline {

// A customer in the order of the output, in 8 bytes: there are as many of them as customers. The key is for sorting;
// then it holds the scores where they depend on the order.
struct PlacedCustomer {
    std::uint32_t key = 0;
    customers::CustomerPlace place = 0;

    void set_scores(Scores s) noexcept {
        key = s.r | static_cast<std::uint32_t>(s.f) << 8 | static_cast<std::uint32_t>(s.m) << 16;
    }
    Scores scores() const noexcept {
        return {static_cast<std::uint8_t>(key), static_cast<std::uint8_t>(key >> 8),
                static_cast<std::uint8_t>(key >> 16)};
    }
};

// Its memory is the table's: what finding customers took is mostly enough for it.
class CustomerOrder {
public:
    // table outlives the order, and no more rows come.
    CustomerOrder(customers::CustomerTable& table, std::size_t size) : places_(table.memory()), size_(size) {
        while (places_.capacity() < size) places_.grow_a_little();
    }

    std::size_t size() const noexcept { return size_; }

    // Leaves out the others; those that are kept stay in their order.
    template <class Keep>
    void keep_if(const Keep& keep) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < size_; ++i) {
            if (keep(places_[i])) places_[kept++] = places_[i];
        }
        size_ = kept;
    }
    void keep_first(std::uint64_t count) noexcept {
        size_ = static_cast<std::size_t>(std::min<std::uint64_t>(size_, count));
    }

    PlacedCustomer& operator[](std::size_t index) noexcept { return places_[index]; }
    const PlacedCustomer& operator[](std::size_t index) const noexcept { return places_[index]; }

private:
    base::BlockArray<PlacedCustomer> places_;
    std::size_t size_;
};

// Puts all customers of the table that have a purchase, as many as the order has places, in byte order of their ids.
void order_by_id(const customers::CustomerTable& table, const CustomerFacts& facts, unsigned threads,
                 CustomerOrder& order);

void reverse(CustomerOrder& order) noexcept;

// Puts customers that stand in the order of their ids into the order of another column; ties keep the order by id.
// key_of gives what to sort a customer by.
void sort_by_key(CustomerOrder& order, bool descending,
                 const std::function<std::int64_t(const PlacedCustomer&)>& key_of);

}  // namespace rfm::pipeline
