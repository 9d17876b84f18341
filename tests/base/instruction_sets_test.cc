#include "base/instruction_sets.h"

#include <hwy/targets.h>

#include "support/catch.h"

namespace rfm::base {
namespace {

TEST_CASE("the instruction sets of this machine are those that Highway finds") {
#if HWY_ARCH_X86_64
    for (const std::int64_t target : {HWY_SSSE3, HWY_SSE4, HWY_AVX2, HWY_AVX3}) {
        INFO(hwy::TargetName(target));
        CHECK((supported_targets() & target) == (hwy::SupportedTargets() & target));
    }
#endif
    CHECK((supported_targets() & HWY_STATIC_TARGET) == HWY_STATIC_TARGET);
}

}  // namespace
}  // namespace rfm::base
