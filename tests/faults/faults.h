// The kinds of faults, each a few lines of the table.
// Thread-safety: one owner.
#pragma once

#include "faults/night.h"
#include "faults/table.h"

namespace rfm::faults {

struct Nights {
    Night large;   // 30 MB: a run that takes its time
    Night middle;  // 3 MB: several chunks
    Night small;   // 70 KB: few calls, so that each can fail
    bool all = false;
};

void try_signals(Nights& nights, Table& table);       // signals.cc
void try_disks(Nights& nights, Table& table);         // disks.cc
void try_calls(Nights& nights, Table& table);         // calls.cc
void try_inputs(Nights& nights, Table& table);        // inputs.cc
void try_runs_at_once(Nights& nights, Table& table);  // runs_at_once.cc

}  // namespace rfm::faults
