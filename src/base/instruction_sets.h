// Which of the instruction sets that Highway compiles for this machine has.
// Thread-safety: pure function.
#pragma once

#include <cstdint>

namespace rfm::base {

// The same bits as hwy::SupportedTargets(): one for each target (HWY_AVX2, ...). On processors other than x86-64 just
// the one that all of their kind have.
std::int64_t supported_targets() noexcept;

}  // namespace rfm::base
