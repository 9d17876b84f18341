#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <rfm/score.h>

#include "base/atomic_file.h"
#include "base/unfinished_files.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/future_purchase.h"
#include "cli/log.h"
#include "cli/output_format.h"
#include "cli/progress_line.h"
#include "cli/repeat_words.h"
#include "cli/report_files.h"
#include "cli/run_lock.h"
#include "cli/same_file.h"
#include "cli/settings.h"
#include "cli/split_files.h"
#include "cli/streams.h"
#include "cli/suggest_preset.h"
#include "pipeline/inspect.h"

namespace rfm::cli {
namespace {

constexpr const char* page_flag = "--report";

struct Flags {
    ScoreFlags score;
    std::string output;
    std::string split;
    std::string summary;
    ReportFlags report;
    std::string lock;
    std::string format;
    CsvStyle style;
    bool quiet = false;
    bool verbose = false;
};

// Of a file of --split, whose name is known only when the segments are.
void refuse_what_is_used(const std::string& file, const Flags& flags, const Plan& plan) {
    refuse_what_is_read(file, "--split", flags.score, plan);
    refuse_same_file(file, "--split", flags.output, "--output");
    refuse_same_file(file, "--split", flags.summary, "--summary");
    refuse_same_file(file, "--split", plan.rejects_path, "--rejects");
    refuse_report_on(file, "--split", flags.report, page_flag);
}

ScoredCustomers score_or_suggest(const Plan& plan, const ScoreFlags& flags, pipeline::Findings& findings,
                                 ProgressLine& progress_line) {
    try {
        ScoredCustomers customers = pipeline::score(plan, findings, progress_line.progress(), RejectsCommit::by_caller);
        progress_line.end();
        return customers;
    } catch (const Error& error) {
        throw with_suggestion(error, findings, flags);
    }
}

// All that the run reads or writes.
std::vector<std::string> files_of(const Flags& flags, const Plan& plan) {
    std::vector<std::string> files = {flags.output, flags.summary,   plan.rejects_path, flags.score.config,
                                      plan.map,     plan.rates_path, flags.report.page, flags.report.previous,
                                      "/dev/stdin"};
    files.insert(files.end(), plan.inputs.begin(), plan.inputs.end());
    return files;
}

// A report is of all customers, and is compared in the order of their ids.
void check_report_flags(const Flags& flags, const Plan& plan) {
    if (!flags.report.is_wanted()) {
        if (flags.report.previous.empty()) return;
        throw Error(ErrorKind::usage, "--previous is for the report: give --report or --charts too");
    }
    if (flags.report.page == "-") {
        throw Error(ErrorKind::usage, "--report -: name a file; rfm report writes the page to standard output");
    }
    if (plan.top > 0 || !plan.only_segments.empty()) {
        throw Error(ErrorKind::usage,
                    fmt::format("{} shows all customers, and {} leaves some out: make the report with rfm report",
                                flags.report.page.empty() ? "--charts" : page_flag, plan.top > 0 ? "--top" : "--only"));
    }
    const bool is_usual = plan.columns.empty() && plan.sort == Column::customer_id && !plan.sort_descending;
    if (!flags.report.previous.empty() && !is_usual) {
        throw Error(ErrorKind::usage,
                    fmt::format("--previous can't be used together with {}: make the report with rfm report",
                                plan.columns.empty() ? "--sort" : "--columns"));
    }
    check_report(flags.report, page_flag, flags.score, plan);
    refuse_report_on(flags.output, "--output", flags.report, page_flag);
    refuse_report_on(flags.summary, "--summary", flags.report, page_flag);
    refuse_same_file(flags.report.previous, "--previous", flags.summary, "--summary");
}

// How the scores are to be written; refused before the work where that can't be.
ScoreStyle style_of(const Flags& flags, const CLI::App& command) {
    ScoreStyle style{choose_format(flags.format, flags.output), flags.style, {}};
    refuse_style(style.format, flags.style);
    if (style.format != Format::xlsx) return style;
    const bool to_stdout = flags.output.empty() ? flags.split.empty() : flags.output == "-";
    if (to_stdout && ::isatty(STDOUT_FILENO) == 1) {
        throw Error(ErrorKind::usage, "--format xlsx: a workbook is nothing for a terminal; name a file with -o");
    }
    style.command = repeat_words(command);
    check_format(style.format);
    return style;
}

int run(const Flags& flags, const CLI::App& command, const Log& log) {
    const Plan plan = make_plan(flags.score);
    const ScoreStyle style = style_of(flags, command);
    if (plan.inputs.empty() && ::isatty(STDIN_FILENO) == 1) {
        throw Error(ErrorKind::usage, "no input: name a file, or pipe orders in; see rfm score --help");
    }
    if (flags.summary == "-" && ((flags.output.empty() && flags.split.empty()) || flags.output == "-")) {
        throw Error(ErrorKind::usage, "--summary -: scores go to standard output already; send them to a file with -o");
    }
    refuse_same_file(flags.output, "--output", plan.rejects_path, "--rejects");
    refuse_same_file(flags.output, "--output", flags.summary, "--summary");
    refuse_same_file(flags.summary, "--summary", plan.rejects_path, "--rejects");
    refuse_what_is_read(plan.rejects_path, "--rejects", flags.score, plan);
    refuse_what_is_read(flags.output, "--output", flags.score, plan);
    refuse_what_is_read(flags.summary, "--summary", flags.score, plan);
    check_report_flags(flags, plan);
    refuse_input_twice(plan.inputs);
    hold_run_lock(flags.lock, files_of(flags, plan));
    // Made first, so that a name that can't be written to is found out before the work, not after.
    std::optional<base::AtomicFile> output;
    if (!flags.output.empty() && flags.output != "-") output.emplace(flags.output);
    std::optional<base::AtomicFile> summary;
    if (!flags.summary.empty() && flags.summary != "-") summary.emplace(flags.summary);

    std::optional<ReportFiles> report;
    if (flags.report.is_wanted()) report.emplace(flags.report);

    if (!flags.split.empty()) make_folder(flags.split);

    ProgressLine progress_line(!flags.quiet && !log.is_json());
    pipeline::Findings findings;
    ScoredCustomers customers = score_or_suggest(plan, flags.score, findings, progress_line);
    std::vector<std::string> written_words;  // what the outputs do not hold; with both, the whole says it
    std::optional<SplitFiles> split;
    if (!flags.split.empty()) {
        if (customers.summary().segments.empty()) {
            throw Error(ErrorKind::usage, "--split: there are no segments without a map; give one with --map");
        }
        split.emplace(flags.split, customers.summary(), plan.only_segments, format_ending(style.format));
        for (const std::string& path : split->paths()) refuse_what_is_used(path, flags, plan);
        written_words = split->write(customers, style);
    }
    if (output) {
        FileSink sink(*output);
        written_words = write_scores(customers, sink, style);
    } else if (!split || flags.output == "-") {
        StdoutSink sink;
        written_words = write_scores(customers, sink, style);
    }
    if (summary) summary->write(summary_json(customers.summary()));
    if (flags.summary == "-") print(summary_json(customers.summary()));
    if (report) report->write(customers, plan);
    // All of them are complete before the first takes the place of an old one.
    if (split) split->prepare();
    if (output) output->prepare();
    if (summary) summary->prepare();
    if (report) report->prepare();
    {
        const base::SignalsKeptOff between;  // with one in place, the others follow
        customers.commit_rejects();
        if (split) split->commit();
        if (output) output->commit();
        if (summary) summary->commit();
        if (report) report->commit();
    }

    if (flags.quiet) return 0;
    for (const std::string& warning : customers.summary().warnings) log.warn(warning);
    if (report) {
        for (const std::string& warning : report->warnings()) log.warn(warning);
    }
    for (const std::string& words : written_words) log.warn(words);
    if (const std::string words = ending_doubt(flags.output, style.format); !words.empty()) log.warn(words);
    warn_of_future_purchase(plan, customers.summary(), log);
    if (!flags.verbose && !stderr_is_terminal()) return 0;
    log.write_summary(customers.summary());
    if (const std::string words = preset_words(findings, flags.score); !words.empty()) {
        log.write(Level::info, "this input " + words);
    }
    return 0;
}

}  // namespace

void add_score_command(CLI::App& app, Log& log, Run& chosen) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = app.add_subcommand("score", "Score every customer and name the segment");
    add_score_flags(*command, flags->score);
    const char* results = "Results";
    command->add_option("-o,--output", flags->output, "Write here, whole or not at all; standard output when not given")
        ->type_name("FILE")
        ->group(results);
    command
        ->add_option("--format", flags->format,
                     "csv, tsv, jsonl or xlsx (a workbook); when not given, what the output's name ends in, else csv")
        ->type_name("FORMAT")
        ->group(results);
    command
        ->add_option(
            "--split", flags->split,
            "Write a file for each segment into this folder, all of them or none; no other output then without -o")
        ->type_name("FOLDER")
        ->group(results);
    add_selection_flags(*command, flags->score);
    command
        ->add_flag("--for-spreadsheet", flags->style.for_spreadsheet,
                   "Put ' before text that a spreadsheet would take for a formula")
        ->group(results);
    command->add_flag("--bom", flags->style.byte_order_mark, "Begin with UTF-8's byte-order mark, as Excel wants it")
        ->group(results);
    command->add_option("--summary", flags->summary, "Write counts, cut points and segment sizes here as JSON")
        ->type_name("FILE")
        ->group(results);
    command->add_option(page_flag, flags->report.page, "Write a page with pictures of all customers here")
        ->type_name("FILE")
        ->group(results);
    add_report_flags(*command, flags->report, results);
    add_lock_flag(*command, flags->lock, results);
    command->add_flag("-q,--quiet", flags->quiet, "Say nothing on success")->group(results);
    command->add_flag("-v,--verbose", flags->verbose, "Show the segment table also when this is no terminal")
        ->group(results);
    log.add_flag(*command);
    refuse_empty_values(*command);
    command->callback([flags, command, &log, &chosen] {
        chosen = [flags, command, &log] {
            return Settings(*command, flags->score).apply_and_run([&] { return run(*flags, *command, log); });
        };
    });
}

}  // namespace rfm::cli
