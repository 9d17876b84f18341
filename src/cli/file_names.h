// Files that are named on the command line, compared, so that none is written over that is read or written already.
// Thread-safety: pure functions on what is on the disk.
#pragma once

#include <string>

namespace rfm::cli {

// Whether both names lead to one file. One that is not there yet is compared by name only.
bool is_same_file(const std::string& a, const std::string& b);

// Throws Error(usage) that names both flags. Empty names are none; /dev/null and its like may be named as often as one
// wants.
void refuse_same_file(const std::string& a, const char* flag_a, const std::string& b, const char* flag_b);

// Of standard input the file that it was opened from, if there is one: `< orders.csv`.
std::string input_file(const std::string& path);

}  // namespace rfm::cli
