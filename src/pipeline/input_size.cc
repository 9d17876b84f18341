#include "pipeline/input_size.h"

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

namespace rfm::pipeline {
namespace {

std::optional<std::uint64_t> input_size(const std::string& path) {
    const bool standard_input = path == "-";
    struct stat status {};
    const int failed = standard_input ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status);
    if (failed != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    const off_t behind = standard_input ? std::max<off_t>(0, ::lseek(STDIN_FILENO, 0, SEEK_CUR)) : 0;
    return static_cast<std::uint64_t>(std::max<off_t>(0, status.st_size - behind));
}

}  // namespace

std::optional<std::uint64_t> total_input_size(const std::vector<std::string>& paths) {
    std::uint64_t total = 0;
    for (const std::string& path : paths) {
        const std::optional<std::uint64_t> size = input_size(path);
        if (!size) return std::nullopt;
        total += *size;
    }
    return total;
}

}  // namespace rfm::pipeline
