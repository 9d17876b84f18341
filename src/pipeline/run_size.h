// How many threads and how much memory a run takes.
// Thread-safety: pure functions of the plan and the machine.
#pragma once

#include <cstdint>

#include <rfm/plan.h>

namespace rfm::pipeline {

unsigned threads_of(const Plan& plan);

// What the tables of customers may take of the memory that the run may use: not the program itself, nor what each
// thread works with. The customers' order takes its part afterwards; see CustomerTable.
std::uint64_t memory_for_tables(const Plan& plan);

}  // namespace rfm::pipeline
