// How much there is to read, where that can be known before.
// Thread-safety: pure function on the file system.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rfm::pipeline {

// The bytes of all inputs together; nothing unless each is a regular file. "-" is standard input, of which only what
// stands behind its position counts. An input that can't be looked at is for the run to complain of.
std::optional<std::uint64_t> total_input_size(const std::vector<std::string>& paths);

}  // namespace rfm::pipeline
