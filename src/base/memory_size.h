// How much memory there is.
// Thread-safety: pure functions of the system's state.
#pragma once

#include <cstdint>

namespace rfm::base {

// Bytes that this process may use: the machine's memory, or less where a cgroup allows less.
std::uint64_t available_memory();

}  // namespace rfm::base
