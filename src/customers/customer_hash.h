// Hashes of customer ids and of orders. They decide where things are kept, never what comes out.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "customers/customer_key.h"
#include "customers/order_set.h"

namespace rfm::customers {

std::uint64_t hash_long(std::string_view text) noexcept;

inline std::uint64_t hash_of(const CustomerKey& key) noexcept {
    return key.is_inline() ? hash_short(key) : hash_long(key.text());
}

// Of an order id together with its customer: never all zero.
OrderHash hash_of_order(std::string_view order_id, std::uint64_t customer_hash) noexcept;

}  // namespace rfm::customers
