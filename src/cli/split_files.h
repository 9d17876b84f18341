// --split: one file for each segment, all of them whole before any takes its name.
// Thread-safety: one owner.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <rfm/score.h>

#include "base/atomic_file.h"

namespace rfm::cli {

class SplitFiles {
public:
    // Makes, in the folder, an unfinished file for each segment of the summary that is wanted
    // (`only`; all when that is empty). Throws Error(usage) when two segments would have the same file name,
    // Error(cannot_create).
    // ending: of the names, without the point.
    SplitFiles(const std::string& folder, const RunSummary& summary, const std::vector<std::string>& only,
               std::string_view ending);

    const std::vector<std::string>& paths() const noexcept { return paths_; }

    // Writes each customer to the file of their segment, and gives what write_scores gives. Throws Error(io).
    std::vector<std::string> write(const ScoredCustomers& customers, const ScoreStyle& style);

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
std::string split_file_name(const std::string& segment, std::string_view ending);

}  // namespace rfm::cli
