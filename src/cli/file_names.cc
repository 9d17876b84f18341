#include "cli/file_names.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include <rfm/error.h>

namespace rfm::cli {

bool is_same_file(const std::string& a, const std::string& b) {
    std::error_code ignored;
    return a == b || std::filesystem::equivalent(a, b, ignored);
}

void refuse_same_file(const std::string& a, const char* flag_a, const std::string& b, const char* flag_b) {
    std::error_code ignored;
    if (!a.empty() && !b.empty() && is_same_file(a, b) && !std::filesystem::is_character_file(a, ignored)) {
        throw Error(ErrorKind::usage, fmt::format("{} and {} name the same file, {}", flag_a, flag_b, a));
    }
}

std::string input_file(const std::string& path) {
    return path == "-" ? "/dev/stdin" : path;
}

}  // namespace rfm::cli
