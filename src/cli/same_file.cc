#include "cli/same_file.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include <rfm/error.h>

#include "pipeline/order_run.h"

namespace rfm::cli {

bool is_same_file(const std::string& a, const std::string& b) {
    std::error_code failed;
    if (a == b || std::filesystem::equivalent(a, b, failed)) return true;
    const std::filesystem::path one = std::filesystem::weakly_canonical(a, failed);
    return !one.empty() && one == std::filesystem::weakly_canonical(b, failed);
}

std::string input_file(const std::string& path) {
    return path == "-" ? "/dev/stdin" : path;
}

void refuse_same_file(const std::string& a, const char* flag_a, const std::string& b, const char* flag_b) {
    std::error_code ignored;
    // /dev/null and its like may be named as often as one wants.
    if (!a.empty() && !b.empty() && is_same_file(a, b) && !std::filesystem::is_character_file(a, ignored)) {
        throw Error(ErrorKind::usage, fmt::format("{} and {} name the same file, {}", flag_a, flag_b, a));
    }
}

void refuse_input_twice(const std::vector<std::string>& inputs) {
    for (auto later = inputs.begin(); later != inputs.end(); ++later) {
        for (auto earlier = inputs.begin(); earlier != later; ++earlier) {
            std::error_code ignored;
            if (!is_same_file(*earlier, *later) || !std::filesystem::is_regular_file(*later, ignored)) continue;
            throw Error(ErrorKind::usage, fmt::format("{} is named twice: its orders would count twice", *later));
        }
    }
}

void refuse_what_is_read(const std::string& output, const char* flag, const ScoreFlags& flags, const Plan& plan) {
    for (const std::string& input : pipeline::input_paths(plan)) {
        refuse_same_file(output, flag, input_file(input), "an input");
    }
    refuse_same_file(output, flag, flags.config, "--config");
    refuse_same_file(output, flag, plan.map, "--map");
    refuse_same_file(output, flag, plan.rates_path, "--rates");
}

}  // namespace rfm::cli
