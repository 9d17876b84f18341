// Files that are named in two roles, where one would destroy or repeat the other.
// Thread-safety: pure functions of the file system's state.
#pragma once

#include <string>
#include <vector>

#include <rfm/plan.h>

#include "cli/flags.h"

namespace rfm::cli {

// Whether both names lead to one file, also to one that is not there yet.
bool is_same_file(const std::string& a, const std::string& b);

// Of standard input the file that it was opened from, if there is one: `< orders.csv`.
std::string input_file(const std::string& path);

// Throws Error(usage) when both paths name the same file. The flags are for the message; an empty path is none.
void refuse_same_file(const std::string& a, const char* flag_a, const std::string& b, const char* flag_b);

// Throws Error(usage) when a file is among the inputs twice: its orders would count twice.
void refuse_input_twice(const std::vector<std::string>& inputs);

// Throws Error(usage) when the path of an output names something that the run reads: an input, a config file, a map,
// rates.
void refuse_what_is_read(const std::string& output, const char* flag, const ScoreFlags& flags, const Plan& plan);

}  // namespace rfm::cli
