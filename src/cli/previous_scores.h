// Where the customers of an earlier scored file are now.
// Thread-safety: pure function on a file.
#pragma once

#include <string>
#include <vector>

#include <rfm/movement.h>
#include <rfm/plan.h>
#include <rfm/score.h>

namespace rfm::cli {

// path: what rfm score wrote before. customers: in the order of their ids, with the usual columns. warnings: lines are
// added. Throws Error as diff::compare_files does, and Error(io, cannot_create) of the temporary file.
Movement movement_since(const std::string& path, const ScoredCustomers& customers, const Plan& plan,
                        std::vector<std::string>& warnings);

}  // namespace rfm::cli
