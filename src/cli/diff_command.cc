#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/atomic_file.h"
#include "base/shown_text.h"
#include "base/unfinished_files.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/log.h"
#include "cli/run_lock.h"
#include "cli/same_file.h"
#include "cli/streams.h"
#include "diff/alert_check.h"
#include "diff/alert_rule.h"
#include "diff/change_rows.h"
#include "diff/comparison.h"
#include "diff/report.h"

namespace rfm::cli {
namespace {

struct Flags {
    std::string old_path, new_path;
    std::string format;
    std::string output;
    std::string changes;
    std::vector<std::string> alerts;
    std::string map;
    std::optional<int> bins;
    std::string lock;
    bool quiet = false;
};

using Report = std::string (*)(const diff::Comparison&);

Report report_of(const std::string& format) {
    if (format.empty() || format == "text") return diff::report_text;
    if (format == "csv") return diff::report_csv;
    if (format == "json") return diff::report_json;
    if (format == "markdown") return diff::report_markdown;
    throw Error(ErrorKind::usage, fmt::format("--format {}: give text, csv, json or markdown", base::shown(format)));
}

// Rows go out in large pieces.
class ChangesFile {
public:
    explicit ChangesFile(const std::string& path) : file_(path) { text_ = diff::change_header(); }

    void take(const diff::Move& move, const diff::SegmentOrder& order) {
        diff::append_change(text_, move, order);
        if (text_.size() >= piece) flush();
    }

    void prepare() {
        flush();
        file_.prepare();
    }

    void commit() { file_.commit(); }

private:
    static constexpr std::size_t piece = std::size_t{256} << 10;

    void flush() {
        file_.write(text_);
        text_.clear();
    }

    base::AtomicFile file_;
    std::string text_;
};

void check_names(const Flags& flags) {
    if (flags.old_path == "-" && flags.new_path == "-") {
        throw Error(ErrorKind::usage, "only one of OLD and NEW can be -, standard input");
    }
    for (const std::string& path : {flags.old_path, flags.new_path}) {
        if (path == "-" && ::isatty(STDIN_FILENO) == 1) {
            throw Error(ErrorKind::usage, "-: standard input is a terminal; pipe a scored file in");
        }
    }
    if (flags.changes == "-") {
        throw Error(ErrorKind::usage,
                    "--changes -: the changes go to a file, since they are there whole or not at all; name one");
    }
    if (flags.bins && flags.map.empty()) {
        throw Error(ErrorKind::usage, "--bins says how many scores the map of --map is for; give --map too");
    }
    if (flags.bins && (*flags.bins < 2 || *flags.bins > 10)) {
        throw Error(ErrorKind::usage, fmt::format("--bins {}: must be 2 to 10", *flags.bins));
    }
    refuse_same_file(flags.output, "--output", flags.changes, "--changes");
    for (const auto& [path, flag] : {std::pair(&flags.output, "--output"), std::pair(&flags.changes, "--changes")}) {
        refuse_same_file(*path, flag, input_file(flags.old_path), "OLD");
        refuse_same_file(*path, flag, input_file(flags.new_path), "NEW");
        refuse_same_file(*path, flag, flags.map, "--map");
    }
}

int run(const Flags& flags, const Log& log) {
    const Report report = report_of(flags.format);
    std::vector<diff::AlertRule> rules;
    for (const std::string& alert : flags.alerts) rules.push_back(diff::parse_alert(alert));
    check_names(flags);
    hold_run_lock(flags.lock,
                  {flags.output, flags.changes, flags.map, input_file(flags.old_path), input_file(flags.new_path)});
    // A run with alerts is a check, unless a report is asked for.
    const bool is_reported = rules.empty() || !flags.format.empty() || !flags.output.empty();
    std::optional<base::AtomicFile> output;
    if (!flags.output.empty() && flags.output != "-") output.emplace(flags.output);
    std::optional<ChangesFile> changes;
    if (!flags.changes.empty()) changes.emplace(flags.changes);

    diff::ComparisonRequest request;
    request.old_path = flags.old_path;
    request.new_path = flags.new_path;
    request.map = flags.map;
    if (flags.bins) request.bins = *flags.bins;
    request.know_file = [&](const diff::ScoredFile& file) {
        for (const diff::AlertRule& rule : rules) diff::check_columns(rule, file.columns(), file.name());
    };
    request.know_order = [&](const diff::SegmentOrder& order) {
        for (diff::AlertRule& rule : rules) diff::bind_alert(rule, order);
    };
    if (changes) {
        request.take_move = [&](const diff::Move& move, const diff::SegmentOrder& order) {
            changes->take(move, order);
        };
    }
    const diff::Comparison comparison = diff::compare_files(request);
    std::vector<std::string> fired;
    for (const diff::AlertRule& rule : rules) {
        if (auto words = diff::check_alert(rule, comparison)) fired.push_back(std::move(*words));
    }
    if (output) {
        output->write(report(comparison));
    } else if (is_reported) {
        print(report(comparison));
    }
    if (output) output->prepare();
    if (changes) changes->prepare();
    {
        const base::SignalsKeptOff between;  // with one in place, the other follows
        if (output) output->commit();
        if (changes) changes->commit();
    }

    if (!flags.quiet) {
        for (const std::string& warning : comparison.warnings) log.warn(warning);
    }
    for (const std::string& words : fired) log.write(Level::alert, words);
    return fired.empty() ? 0 : 1;
}

}  // namespace

void add_diff_command(CLI::App& app, Log& log, Run& chosen) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = app.add_subcommand("diff", "Tell what changed between two scored files");
    command->add_option("old", flags->old_path, "What rfm score wrote before; - is standard input")
        ->type_name("FILE")
        ->required();
    command->add_option("new", flags->new_path, "What it wrote later")->type_name("FILE")->required();
    command->add_option("--format", flags->format, "text, csv, json or markdown")->type_name("FORMAT");
    command->add_option("-o,--output", flags->output, "Write here, whole or not at all; standard output when not given")
        ->type_name("FILE");
    command->add_option("--changes", flags->changes, "Write a CSV row for each customer that moved here")
        ->type_name("FILE");
    command
        ->add_option("--alert", flags->alerts,
                     "Exit with 1 when this holds, as in 'high-value -> at-risk > 2%'; may be repeated")
        ->type_name("RULE")
        ->expected(1)
        ->allow_extra_args(false)  // else CLI11 takes [a=b] apart
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--map", flags->map, "The map that the files were scored with, when it is no built-in one")
        ->type_name("FILE");
    command->add_option("--bins", flags->bins, "How many scores that map is for, 2 to 10")->type_name("N");
    add_lock_flag(*command, flags->lock, "Results");
    command->add_flag("-q,--quiet", flags->quiet, "Say nothing but alerts and errors");
    log.add_flag(*command);
    refuse_empty_values(*command);
    command->callback([flags, &log, &chosen] { chosen = [flags, &log] { return run(*flags, log); }; });
}

}  // namespace rfm::cli
