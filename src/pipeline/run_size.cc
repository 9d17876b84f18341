#include "pipeline/run_size.h"

#include "base/memory_size.h"
#include "base/parallel.h"

namespace rfm::pipeline {

unsigned threads_of(const Plan& plan) {
    return plan.threads == 0 ? base::available_threads() : plan.threads;
}

std::uint64_t memory_for_tables(const Plan& plan) {
    constexpr std::uint64_t program = std::uint64_t{12} << 20;
    constexpr std::uint64_t thread = std::uint64_t{4} << 20;
    const std::uint64_t limit = plan.memory_limit == 0 ? base::available_memory() / 5 * 4 : plan.memory_limit;
    const std::uint64_t needed = program + threads_of(plan) * thread;
    return limit > needed ? limit - needed : 0;
}

}  // namespace rfm::pipeline
