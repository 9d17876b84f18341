// The report of a run: the page and, in a folder, its pictures; all of them whole before any takes its name.
// Thread-safety: one owner.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rfm/plan.h>
#include <rfm/score.h>

#include "base/atomic_file.h"
#include "cli/flags.h"
#include "report/report.h"

namespace rfm::cli {

// What stands on the command line, unchecked.
struct ReportFlags {
    std::string page;       // "-": standard output
    std::string charts;     // a folder
    std::string previous;   // what rfm score wrote before
    std::int64_t top = 10;  // of customers in the page

    bool is_wanted() const noexcept { return !page.empty() || !charts.empty(); }
};

// The flags that go with a page, whatever it is named by.
void add_report_flags(CLI::App& app, ReportFlags& flags, const std::string& group);

// Whatever is wrong with the flags before anything is read; page_flag is the one that names the page.
// Throws Error(usage).
void check_report(const ReportFlags& flags, const char* page_flag, const ScoreFlags& score, const Plan& plan);

// Throws Error(usage) when one of the report's files is the one that `flag` names.
void refuse_report_on(const std::string& path, const char* flag, const ReportFlags& flags, const char* page_flag);

class ReportFiles {
public:
    // Makes the unfinished page, and the folder if it is not there. Throws Error(cannot_create).
    explicit ReportFiles(const ReportFlags& flags);

    // Writes page and pictures. customers: of a run without selection, in the order of their ids where they are to be
    // compared with a previous file. Throws Error(io, data, usage, no_input, cannot_create).
    void write(const ScoredCustomers& customers, const Plan& plan);

    // Of the comparison with the previous file, one line each.
    const std::vector<std::string>& warnings() const noexcept { return warnings_; }

    // As those of AtomicFile, of all files.
    void prepare();
    void commit();

private:
    const ReportFlags flags_;
    std::optional<base::AtomicFile> page_;
    std::vector<base::AtomicFile> charts_;
    std::vector<std::string> warnings_;
};

}  // namespace rfm::cli
