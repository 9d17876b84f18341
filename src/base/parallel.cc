#include "base/parallel.h"

#include <algorithm>
#include <charconv>
#include <sched.h>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"

namespace rfm::base {
namespace {

// What a file of /sys holds, or nothing.
std::string small_text(const char* path) {
    try {
        return read_small_file(path, 4096);
    } catch (...) {
        return {};
    }
}

// Whole threads' worth of the cgroup's quota; 0 when there is none. cpu.max holds "quota period" or "max period".
unsigned cgroup_quota() {
    const std::string text = small_text("/sys/fs/cgroup/cpu.max");
    std::uint64_t quota = 0;
    std::uint64_t period = 0;
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, quota);
    if (first.ec != std::errc() || first.ptr == end) return 0;
    const auto second = std::from_chars(first.ptr + 1, end, period);
    if (second.ec != std::errc() || period == 0) return 0;
    return static_cast<unsigned>(std::max<std::uint64_t>(1, quota / period));
}

}  // namespace

unsigned available_threads() {
    cpu_set_t set;
    CPU_ZERO(&set);
    unsigned count = std::max(1U, std::thread::hardware_concurrency());
    if (::sched_getaffinity(0, sizeof set, &set) == 0) count = static_cast<unsigned>(std::max(1, CPU_COUNT(&set)));
    const unsigned quota = cgroup_quota();
    return quota == 0 ? count : std::min(count, quota);
}

void run_parallel(unsigned threads, const std::function<void(unsigned)>& work) {
    if (threads <= 1) return work(0);
    std::vector<std::exception_ptr> failures(threads);
    const auto guarded = [&](unsigned worker) {
        try {
            work(worker);
        } catch (...) {
            failures[worker] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        others.reserve(threads - 1);
        for (unsigned worker = 1; worker < threads; ++worker) others.emplace_back(guarded, worker);
        guarded(0);
    }
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
}

}  // namespace rfm::base
