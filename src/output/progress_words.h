// How far a run has come, in one short line for somebody who waits.
// Thread-safety: pure function.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace rfm::output {

// One look at a rfm::Progress.
struct ProgressState {
    std::uint64_t bytes = 0;
    std::optional<std::uint64_t> total;
    bool all_read = false;
};

// As in "rfm: 412 MB of 1.3 GB (32 %), 840 MB/s, 2 s left", "rfm: 412 MB, 840 MB/s" where the total is unknown, and
// "rfm: 1.3 GB read, scoring" at the end. ASCII of at most `width` characters: what comes last is left out first.
// The rate is that of the whole time so far.
std::string progress_words(const ProgressState& state, std::chrono::duration<double> elapsed, std::size_t width);

}  // namespace rfm::output
