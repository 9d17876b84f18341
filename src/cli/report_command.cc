#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "base/unfinished_files.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/future_purchase.h"
#include "cli/log.h"
#include "cli/progress_line.h"
#include "cli/report_files.h"
#include "cli/run_lock.h"
#include "cli/same_file.h"
#include "cli/settings.h"
#include "cli/suggest_preset.h"
#include "pipeline/inspect.h"

namespace rfm::cli {
namespace {

constexpr const char* page_flag = "--output";

struct Flags {
    ScoreFlags score;
    ReportFlags report;
    std::string lock;
    bool quiet = false;
};

std::vector<std::string> files_of(const Flags& flags, const Plan& plan) {
    std::vector<std::string> files = {flags.report.page, flags.report.previous, plan.rejects_path, flags.score.config,
                                      plan.map,          plan.rates_path,       "/dev/stdin"};
    files.insert(files.end(), plan.inputs.begin(), plan.inputs.end());
    return files;
}

ScoredCustomers score_or_suggest(const Plan& plan, const Flags& flags, const Log& log) {
    ProgressLine progress_line(!flags.quiet && !log.is_json());
    pipeline::Findings findings;
    try {
        return pipeline::score(plan, findings, progress_line.progress(), RejectsCommit::by_caller);
    } catch (const Error& error) {
        throw with_suggestion(error, findings, flags.score);
    }
}

int run(Flags& flags, const Log& log) {
    const Plan plan = make_plan(flags.score);
    if (plan.inputs.empty() && ::isatty(STDIN_FILENO) == 1) {
        throw Error(ErrorKind::usage, "no input: name a file, or pipe orders in; see rfm report --help");
    }
    if (flags.report.page.empty()) {
        if (flags.report.charts.empty() && ::isatty(STDOUT_FILENO) == 1) {
            throw Error(ErrorKind::usage,
                        "the page would go to the terminal: name a file for it, as in -o report.html");
        }
        if (flags.report.charts.empty()) flags.report.page = "-";
    }
    check_report(flags.report, page_flag, flags.score, plan);
    refuse_what_is_read(plan.rejects_path, "--rejects", flags.score, plan);
    refuse_input_twice(plan.inputs);
    hold_run_lock(flags.lock, files_of(flags, plan));
    // Made first, so that a name that can't be written to is found out before the work, not after.
    ReportFiles report(flags.report);

    ScoredCustomers customers = score_or_suggest(plan, flags, log);
    report.write(customers, plan);
    report.prepare();
    {
        const base::SignalsKeptOff between;  // with one in place, the others follow
        customers.commit_rejects();
        report.commit();
    }
    if (flags.quiet) return 0;
    for (const std::string& warning : customers.summary().warnings) log.warn(warning);
    for (const std::string& warning : report.warnings()) log.warn(warning);
    warn_of_future_purchase(plan, customers.summary(), log);
    return 0;
}

}  // namespace

void add_report_command(CLI::App& app, Log& log, Run& chosen) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command =
        app.add_subcommand("report", "Write a page with pictures of all customers, to read and pass on");
    add_score_flags(*command, flags->score);
    command->remove_option(command->get_option("--sort"));  // the page has its own order
    const char* results = "Results";
    command
        ->add_option("-o,--output", flags->report.page,
                     "Write the page here, whole or not at all; standard output when not given")
        ->type_name("FILE")
        ->group(results);
    add_report_flags(*command, flags->report, results);
    command->add_option("--top", flags->report.top, "How many of the best customers the page lists (10), up to 1000")
        ->type_name("N")
        ->group(results);
    add_lock_flag(*command, flags->lock, results);
    command->add_flag("-q,--quiet", flags->quiet, "Say nothing on success")->group(results);
    log.add_flag(*command);
    refuse_empty_values(*command);
    command->callback([flags, command, &log, &chosen] {
        chosen = [flags, command, &log] {
            return Settings(*command, flags->score).apply_and_run([&] { return run(*flags, log); });
        };
    });
}

}  // namespace rfm::cli
