// --lock FILE: of the runs that name the same file, one works at a time, and the others leave at once. So a night's run
// that takes longer than a day does not meet the next.
// What counts is flock(2), which ends with the process however it ends; the line in the file is for people only, and
// what a dead run left in it is no obstacle. The file is never removed: another run could hold it open, and lock a file
// that nobody finds any more.
// Thread-safety: to be called once, before there are threads.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace rfm::cli {

// Adds --lock FILE to a command; `path` lives as long as the command. Call hold_run_lock() with it before anything is
// read or made.
void add_lock_flag(CLI::App& command, std::string& path, const std::string& group);

// Takes the lock until the process ends; does nothing when the path is empty. The file is made where there is none.
// other_files: what else the run reads or writes; empty names and "-" are passed over.
// Throws Error(busy) that says who holds it, Error(usage) for a file that is no lock or one of the others, and
// Error(cannot_create).
void hold_run_lock(const std::string& path, const std::vector<std::string>& other_files);

}  // namespace rfm::cli
