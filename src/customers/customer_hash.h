// Hashes of customer ids and of orders. They decide where things are kept, never what comes out.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/packed_text.h"
#include "customers/order_set.h"

namespace rfm::customers {

std::uint64_t hash_long(std::string_view text) noexcept;

// Of a short id: two multiplications to 128 bits, folded (as in wyhash). The table is not exposed to requests from
// outside, so nothing is gained by a secret seed.
inline std::uint64_t hash_short(const base::PackedText& id) noexcept {
    __extension__ using Wide = unsigned __int128;
    const auto fold = [](std::uint64_t a, std::uint64_t b) {
        const Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    };
    const std::uint64_t mixed = fold(id.words[0] ^ 0xa0761d6478bd642fULL, id.words[1] ^ 0xe7037ed1a0b428dbULL);
    return fold(mixed ^ 0x8ebc6af09c88c6e3ULL, 0x589965cc75374cc3ULL);
}

inline std::uint64_t hash_of(const base::PackedText& id) noexcept {
    return id.is_inline() ? hash_short(id) : hash_long(id.text());
}

// Of an order id together with its customer: never all zero.
OrderHash hash_of_order(std::string_view order_id, std::uint64_t customer_hash) noexcept;

}  // namespace rfm::customers
