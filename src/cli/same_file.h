// Files that are named in two roles, where one would destroy or repeat the other.
// Thread-safety: pure functions of the file system's state.
#pragma once

#include <string>
#include <vector>

namespace rfm::cli {

// Throws Error(usage) when both paths name the same file. The flags are for the message; an empty path is none.
void refuse_same_file(const std::string& a, const char* flag_a, const std::string& b, const char* flag_b);

// Throws Error(usage) when a file is among the inputs twice: its orders would count twice.
void refuse_input_twice(const std::vector<std::string>& inputs);

// The file behind an input: of standard input the one that it was opened from, if there is one: `< orders.csv`.
std::string file_of_input(const std::string& input);

}  // namespace rfm::cli
