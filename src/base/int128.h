// 128-bit integers, for products and sums that 64 bits can't hold. gcc and clang have them on every 64-bit machine.
#pragma once

namespace rfm::base {

__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;

}  // namespace rfm::base
