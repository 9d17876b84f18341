#include "base/instruction_sets.h"

#include <hwy/detect_targets.h>

#if HWY_ARCH_X86_64
#include <cpuid.h>
#endif

namespace rfm::base {
namespace {

#if HWY_ARCH_X86_64
// What the compilers' own check does not know by name.
bool has_f16c_and_lzcnt() noexcept {
    unsigned eax = 0;
    unsigned ebx = 0;
    unsigned ecx = 0;
    unsigned edx = 0;
    const bool f16c = __get_cpuid(1, &eax, &ebx, &ecx, &edx) != 0 && (ecx & (1U << 29)) != 0;
    const bool lzcnt = __get_cpuid(0x80000001, &eax, &ebx, &ecx, &edx) != 0 && (ecx & (1U << 5)) != 0;
    return f16c && lzcnt;
}
#endif

}  // namespace

// Each target needs the one before it, and what Highway has the compiler generate for it (set_macros-inl.h). Whether
// the system saves the wide registers is part of the compiler's answers.
std::int64_t supported_targets() noexcept {
    std::int64_t targets = HWY_STATIC_TARGET;
#if HWY_ARCH_X86_64
    __builtin_cpu_init();
    if (__builtin_cpu_supports("ssse3") == 0) return targets;
    targets |= HWY_SSSE3;
    if (__builtin_cpu_supports("sse4.1") == 0 || __builtin_cpu_supports("sse4.2") == 0 ||
        __builtin_cpu_supports("pclmul") == 0 || __builtin_cpu_supports("aes") == 0) {
        return targets;
    }
    targets |= HWY_SSE4;
    if (__builtin_cpu_supports("avx2") == 0 || __builtin_cpu_supports("fma") == 0 ||
        __builtin_cpu_supports("bmi") == 0 || __builtin_cpu_supports("bmi2") == 0 || !has_f16c_and_lzcnt()) {
        return targets;
    }
    targets |= HWY_AVX2;
    if (__builtin_cpu_supports("avx512f") == 0 || __builtin_cpu_supports("avx512vl") == 0 ||
        __builtin_cpu_supports("avx512dq") == 0 || __builtin_cpu_supports("avx512bw") == 0 ||
        __builtin_cpu_supports("avx512cd") == 0) {
        return targets;
    }
    targets |= HWY_AVX3;
#endif
    return targets;
}

}  // namespace rfm::base
