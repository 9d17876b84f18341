// The best of all customers that it is shown, in whatever order they come.
// Thread-safety: one a thread; add them up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <rfm/overview.h>

#include "pipeline/scored_data.h"

namespace rfm::pipeline {

class TopCustomers {
public:
    // data outlives it. most: how many.
    TopCustomers(const ScoredCustomers::Data& data, std::size_t most) : data_(&data), most_(most) {}

    // What a customer is ranked by: money, or orders where there is none.
    std::int64_t key_of(const Values& values) const noexcept {
        return values[data_->summary.has_monetary ? monetary : frequency];
    }

    template <class Customer>
    void add(const Customer& customer, const Values& values) {
        const std::int64_t key = key_of(values);
        // Nearly all customers end here, and nobody looks at their ids.
        if (most_ == 0 || (best_.size() == most_ && key < best_.front().key)) return;
        keep(key, data_->row(customer));
    }
    void add(const TopCustomers& other);

    std::vector<TopCustomer> take() const;

private:
    struct Kept {
        std::int64_t key = 0;
        std::string id;
        CustomerRow row;  // its id is not to be looked at: it may be gone
    };
    static bool is_better(const Kept& a, const Kept& b) noexcept {
        return a.key != b.key ? a.key > b.key : a.id < b.id;
    }

    void keep(std::int64_t key, const CustomerRow& row);
    void keep(Kept kept);

    const ScoredCustomers::Data* data_;
    std::size_t most_;
    std::vector<Kept> best_;  // a heap, the worst in front
};

}  // namespace rfm::pipeline
