#include "customers/customer_hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace rfm::customers {

std::uint64_t hash_long(std::string_view text) noexcept {
    return XXH3_64bits(text.data(), text.size());
}

OrderHash hash_of_order(std::string_view order_id, std::uint64_t customer_hash) noexcept {
    const XXH128_hash_t hash = XXH3_128bits_withSeed(order_id.data(), order_id.size(), customer_hash);
    OrderHash result{hash.low64, hash.high64};
    if (result == OrderHash{}) result.low = 1;
    return result;
}

}  // namespace rfm::customers
