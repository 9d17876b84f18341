// What happened, a line a kind of fault.
// Thread-safety: one owner.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "faults/night.h"

namespace rfm::faults {

// What the files may be, as the exit status says: all right with 0, all old with a refusal, each of them one or the
// other when a signal ended the run.
struct Row {
    explicit Row(std::string words) : fault(std::move(words)) {}

    std::string fault;
    int tries = 0;
    std::map<std::string, int> happened;  // as in "refused with 74"
    int lost = 0;                         // tries after which an old output was gone and no right one there
    int partial = 0;                      // tries after which a file was neither
    int leftovers = 0;                    // files
    int wrong = 0;                        // tries that ended with another status or other files than are promised

    // wanted: the exit statuses that are promised. some_new: the fault comes when the first file is in place already,
    // and it can't be taken back.
    void add(const Verdict& verdict, const std::vector<int>& wanted, bool some_new = false);
};

class Table {
public:
    // The first prints the head.
    Table();
    void add(const Row& row);
    void skip(const std::string& fault, const std::string& reason) const;
    // Whether no output was lost or partial, and nothing else went wrong.
    bool is_clean() const { return clean_; }

private:
    bool clean_ = true;
};

}  // namespace rfm::faults
