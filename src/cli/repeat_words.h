// The command line that repeats a run, wherever its flags came from.
// Thread-safety: pure function.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace rfm::cli {

// As in "rfm score orders.csv --as-of 2025-01-01", in quotes where a shell wants them. Flags of a config file stand
// there as if they had been given; a preset stands there by its name as well. What changes no score, as --threads, is
// left out, and so is where outputs go.
std::string repeat_words(const CLI::App& command);

}  // namespace rfm::cli
