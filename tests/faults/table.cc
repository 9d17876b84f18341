#include "faults/table.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace rfm::faults {

void Row::add(const Verdict& verdict, const std::vector<int>& wanted, bool some_new) {
    ++tries;
    const bool killed = verdict.status > 128;
    std::string end = killed                ? fmt::format("killed by {}", ::sigabbrev_np(verdict.status - 128))
                      : verdict.status == 0 ? "ok"
                                            : fmt::format("refused with {}", verdict.status);
    if (killed || some_new) {
        end += verdict.all(Found::old) ? ", all old" : verdict.all(Found::right) ? ", all new" : ", some new";
    }
    ++happened[end];
    leftovers += verdict.leftovers;
    const bool is_lost = verdict.any(Found::missing);
    const bool is_partial = verdict.any(Found::partial);
    lost += is_lost ? 1 : 0;
    partial += is_partial ? 1 : 0;
    const bool status_ok = std::find(wanted.begin(), wanted.end(), verdict.status) != wanted.end();
    // Only SIGKILL comes between the first and the last of them.
    const bool files_ok = verdict.status == 128 + SIGKILL || some_new ||
                          (killed && (verdict.all(Found::old) || verdict.all(Found::right))) ||
                          verdict.all(verdict.status == 0 ? Found::right : Found::old);
    // Only what SIGKILL ends has no chance to take anything away.
    const bool clean = verdict.leftovers == 0 || verdict.status == 128 + SIGKILL;
    if (status_ok && files_ok && clean && !is_lost && !is_partial) return;
    ++wrong;
    fmt::print(stderr, "{}: status {}, {} leftovers, files", fault, verdict.status, verdict.leftovers);
    for (const Found found : verdict.files) {
        fmt::print(stderr, " {}",
                   found == Found::old       ? "old"
                   : found == Found::right   ? "right"
                   : found == Found::missing ? "missing"
                                             : "partial");
    }
    fmt::print(stderr, "\n{}", verdict.err);
}

Table::Table() {
    static bool is_begun = false;
    if (std::exchange(is_begun, true)) return;
    fmt::print("| fault | tries | what happened | old output lost | partial files | leftovers |\n");
    fmt::print("| --- | ---: | --- | ---: | ---: | ---: |\n");
    std::fflush(stdout);
}

void Table::add(const Row& row) {
    std::string happened;
    for (const auto& [what, times] : row.happened)
        happened += fmt::format("{}{} {}", happened.empty() ? "" : ", ", times, what);
    if (row.wrong > 0) happened += fmt::format("; **{} not as promised**", row.wrong);
    fmt::print("| {} | {} | {} | {} | {} | {} |\n", row.fault, row.tries, happened, row.lost, row.partial,
               row.leftovers);
    std::fflush(stdout);
    clean_ = clean_ && row.wrong == 0;
}

void Table::skip(const std::string& fault, const std::string& reason) const {
    fmt::print("| {} | 0 | skipped: {} | | | |\n", fault, reason);
    std::fflush(stdout);
}

}  // namespace rfm::faults
