// Lets nightly runs meet faults, and prints a table of what came of it. RFM_FAULTS=all asks for all the tries, else
// there are a few of each kind. See README.md.
#include "faults/faults.h"

#include <cstdlib>
#include <functional>
#include <string_view>

#include "support/catch.h"

namespace rfm::faults {
namespace {

bool all_wanted() {
    const char* wanted = std::getenv("RFM_FAULTS");
    return wanted != nullptr && std::string_view(wanted) == "all";
}

void meet(const std::function<void(Nights& nights, Table& table)>& faults) {
    const bool all = all_wanted();
    Nights nights{Night(all ? 1'000'000 : 400'000), Night(100'000), Night(2'000), all};
    if (!faults_work(nights.small)) {
        WARN("skipped: no library can be preloaded into this build");
        return;
    }
    Table table;
    faults(nights, table);
    CHECK(table.is_clean());
}

TEST_CASE("signals and kills leave the old results, or the new ones, and nothing else") {
    meet(try_signals);
}

TEST_CASE("calls that fail stop the run, calls that do less do no harm") {
    meet(try_calls);
}

TEST_CASE("full disks leave the old results") {
    meet(try_disks);
}

TEST_CASE("inputs and folders that change during the run") {
    meet(try_inputs);
}

TEST_CASE("runs at one time into the same files") {
    meet(try_runs_at_once);
}

}  // namespace
}  // namespace rfm::faults
