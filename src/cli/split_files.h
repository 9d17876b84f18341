// --split: one file for each segment, all of them whole before any takes its name.
// Thread-safety: one owner.
#pragma once

#include <string>
#include <vector>

#include <rfm/score.h>

#include "base/atomic_file.h"

namespace rfm::cli {

class SplitFiles {
public:
    // Makes, in the folder, an unfinished file for each segment of the summary that is wanted
    // (`only`; all when that is empty). Throws Error(usage) when two segments would have the same file name,
    // Error(cannot_create).
    SplitFiles(const std::string& folder, const RunSummary& summary, const std::vector<std::string>& only);

    const std::vector<std::string>& paths() const noexcept { return paths_; }

    // Writes each customer to the file of their segment. Throws Error(io).
    void write(const ScoredCustomers& customers, CsvStyle style);

    // As those of AtomicFile, of all files.
    void prepare();
    void commit();

private:
    std::vector<std::size_t> places_;  // of each file, the place of its segment in the summary
    std::vector<std::string> paths_;
    std::vector<base::AtomicFile> files_;
};

// Makes the folder if it is not there. Throws Error(cannot_create) when it can't be made or written to.
void make_folder(const std::string& folder);

// The segment's name as that of a file: as in high-value.csv. What a file name can't hold becomes _.
std::string split_file_name(const std::string& segment);

}  // namespace rfm::cli
