#include "output/progress_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace rfm::output {
namespace {

// In units of 1000, as rates and disks are told. From GB up one decimal: else a large input would seem to stand still.
std::string size_words(std::uint64_t bytes) {
    constexpr std::array<std::string_view, 6> units = {"B", "kB", "MB", "GB", "TB", "PB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    return fmt::format("{:.{}f} {}", value, unit >= 3 ? 1 : 0, units[unit]);
}

std::string rate_words(double bytes_per_second) {
    const double megabytes = bytes_per_second / 1e6;
    return fmt::format("{:.{}f} MB/s", megabytes, megabytes < 9.95 ? 1 : 0);
}

// Rounded up, so that it does not say that nothing is left while something is.
std::string time_words(double left) {
    const auto seconds = static_cast<std::uint64_t>(std::ceil(std::min(left, 3.6e8)));
    if (seconds < 60) return fmt::format("{} s", seconds);
    const std::uint64_t minutes = seconds / 60;
    if (minutes < 60) return fmt::format("{} min {} s", minutes, seconds % 60);
    return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string cut(std::string line, std::size_t width) {
    while (line.size() > width) {
        const std::size_t comma = line.rfind(", ");
        line.resize(comma == std::string::npos ? width : comma);
    }
    return line;
}

}  // namespace

std::string progress_words(const ProgressState& state, std::chrono::duration<double> elapsed, std::size_t width) {
    std::string line = "rfm: " + size_words(state.bytes);
    if (state.all_read) return cut(line + " read, scoring", width);
    // A file that has grown since has no known total any more.
    const bool total_known = state.total && *state.total > 0 && *state.total >= state.bytes;
    const auto bytes = static_cast<double>(state.bytes);
    if (total_known) {
        const double share = std::floor(100 * bytes / static_cast<double>(*state.total));
        line += fmt::format(" of {} ({:.0f} %)", size_words(*state.total), share);
    }
    if (elapsed.count() > 0) {
        const double rate = bytes / elapsed.count();
        line += ", " + rate_words(rate);
        if (total_known && rate > 0) {
            line += fmt::format(", {} left", time_words(static_cast<double>(*state.total - state.bytes) / rate));
        }
    }
    return cut(std::move(line), width);
}

}  // namespace rfm::output
