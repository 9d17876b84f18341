#include "base/memory_size.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <unistd.h>

#include "base/file.h"

namespace rfm::base {
namespace {

// The number that a file of the system's holds; the highest there is for "max", or when it can't be read.
std::uint64_t limit_in(const char* path) {
    std::uint64_t limit = ~std::uint64_t{0};
    try {
        const std::string text = read_small_file(path, 4096);
        std::from_chars(text.data(), text.data() + text.size(), limit);
    } catch (...) {  // NOLINT(bugprone-empty-catch): no such file, no limit
    }
    return limit;
}

}  // namespace

std::uint64_t available_memory() {
    const auto machine =
        static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return std::min(
        {machine, limit_in("/sys/fs/cgroup/memory.max"), limit_in("/sys/fs/cgroup/memory/memory.limit_in_bytes")});
}

}  // namespace rfm::base
