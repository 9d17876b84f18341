// Readable on a terminal: tables that line up.
#include <fmt/format.h>

#include "diff/report.h"
#include "diff/report_tables.h"

namespace rfm::diff {

std::string report_text(const Comparison& comparison) {
    const ComparedFile& before = comparison.old_file;
    const ComparedFile& now = comparison.new_file;
    std::string out = fmt::format("{} ({}) -> {} ({})\n\n", before.name, file_words(before), now.name, file_words(now));
    out += base::aligned(move_rows(comparison));
    out += move_words(comparison.moves) + "\n\n";
    out += base::aligned(segment_rows(comparison));
    if (const auto scores = score_rows(comparison); !scores.empty()) out += "\n" + base::aligned(scores);
    return out;
}

}  // namespace rfm::diff
