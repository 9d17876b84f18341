#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <rfm/score.h>

#include "base/atomic_file.h"
#include "cli/commands.h"
#include "cli/file_names.h"
#include "cli/flags.h"
#include "cli/progress_line.h"
#include "cli/settings.h"
#include "cli/streams.h"
#include "cli/suggest_preset.h"
#include "output/summary_table.h"
#include "pipeline/inspect.h"

namespace rfm::cli {
namespace {

struct Flags {
    ScoreFlags score;
    std::string output;
    std::string summary;
    CsvStyle style;
    bool quiet = false;
    bool verbose = false;
};

class FileSink : public TextSink {
public:
    explicit FileSink(base::AtomicFile& file) : file_(file) {}
    void write(std::string_view text) override { file_.write(text); }

private:
    base::AtomicFile& file_;
};

// Its orders would count twice.
void refuse_input_twice(const std::vector<std::string>& inputs) {
    for (auto later = inputs.begin(); later != inputs.end(); ++later) {
        for (auto earlier = inputs.begin(); earlier != later; ++earlier) {
            std::error_code ignored;
            if (!is_same_file(*earlier, *later) || !std::filesystem::is_regular_file(*later, ignored)) continue;
            throw Error(ErrorKind::usage, fmt::format("{} is named twice: its orders would count twice", *later));
        }
    }
}

// What is likely to be wrong although nothing stands in the way.
void say_doubts(const ScoredCustomers& customers, const ScoreFlags& flags) {
    const RunSummary& summary = customers.summary();
    if (flags.as_of.empty() && summary.as_of > today() + 1) {
        say(
            fmt::format("the latest purchase is of {}, after today; if that date is wrong, so is every recency: give "
                        "--as-of",
                        format_day(summary.as_of - 1)));
    }
}

ScoredCustomers score_or_suggest(const Plan& plan, const ScoreFlags& flags, pipeline::Findings& findings,
                                 ProgressLine& progress_line) {
    try {
        ScoredCustomers customers = pipeline::score(plan, findings, progress_line.progress());
        progress_line.end();
        return customers;
    } catch (const Error& error) {
        throw with_suggestion(error, findings, flags);
    }
}

int run(const Flags& flags) {
    const Plan plan = make_plan(flags.score);
    if (plan.inputs.empty() && ::isatty(STDIN_FILENO) == 1) {
        throw Error(ErrorKind::usage, "no input: name a file, or pipe orders in; see rfm score --help");
    }
    if (flags.summary == "-" && (flags.output.empty() || flags.output == "-")) {
        throw Error(ErrorKind::usage, "--summary -: scores go to standard output already; send them to a file with -o");
    }
    refuse_same_file(flags.output, "--output", plan.rejects_path, "--rejects");
    refuse_same_file(flags.output, "--output", flags.summary, "--summary");
    refuse_same_file(flags.summary, "--summary", plan.rejects_path, "--rejects");
    for (const std::string& input : pipeline::input_paths(plan)) {
        const std::string file = input_file(input);
        refuse_same_file(plan.rejects_path, "--rejects", file, "an input");
        refuse_same_file(flags.output, "--output", file, "an input");
        refuse_same_file(flags.summary, "--summary", file, "an input");
    }
    for (const auto& [path, flag] : {std::pair(&flags.output, "--output"), std::pair(&flags.summary, "--summary"),
                                     std::pair(&plan.rejects_path, "--rejects")}) {
        refuse_same_file(*path, flag, flags.score.config, "--config");
        refuse_same_file(*path, flag, plan.map, "--map");
        refuse_same_file(*path, flag, plan.rates_path, "--rates");
    }
    refuse_input_twice(plan.inputs);
    // Made first, so that a name that can't be written to is found out before the work, not after.
    std::optional<base::AtomicFile> output;
    if (!flags.output.empty() && flags.output != "-") output.emplace(flags.output);
    std::optional<base::AtomicFile> summary;
    if (!flags.summary.empty() && flags.summary != "-") summary.emplace(flags.summary);

    ProgressLine progress_line(!flags.quiet);
    pipeline::Findings findings;
    const ScoredCustomers customers = score_or_suggest(plan, flags.score, findings, progress_line);
    if (output) {
        FileSink sink(*output);
        write_csv(customers, sink, flags.style);
    } else {
        StdoutSink sink;
        write_csv(customers, sink, flags.style);
    }
    if (summary) summary->write(summary_json(customers.summary()));
    if (flags.summary == "-") print(summary_json(customers.summary()));
    if (output) output->commit();
    if (summary) summary->commit();

    if (flags.quiet) return 0;
    for (const std::string& warning : customers.summary().warnings) say(warning);
    say_doubts(customers, flags.score);
    if (!flags.verbose && !stderr_is_terminal()) return 0;
    say_raw(output::summary_table(customers.summary()));
    if (const std::string words = preset_words(findings, flags.score); !words.empty()) say("this input " + words);
    return 0;
}

}  // namespace

void add_score_command(CLI::App& app, Run& chosen) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = app.add_subcommand("score", "Score every customer and name the segment");
    add_score_flags(*command, flags->score);
    const char* results = "Results";
    command->add_option("-o,--output", flags->output, "Write here, whole or not at all; standard output when not given")
        ->type_name("FILE")
        ->group(results);
    command
        ->add_flag("--for-spreadsheet", flags->style.for_spreadsheet,
                   "Put ' before text that a spreadsheet would take for a formula")
        ->group(results);
    command->add_flag("--bom", flags->style.byte_order_mark, "Begin with UTF-8's byte-order mark, as Excel wants it")
        ->group(results);
    command->add_option("--summary", flags->summary, "Write counts, cut points and segment sizes here as JSON")
        ->type_name("FILE")
        ->group(results);
    command->add_flag("-q,--quiet", flags->quiet, "Say nothing on success")->group(results);
    command->add_flag("-v,--verbose", flags->verbose, "Show the segment table also when this is no terminal")
        ->group(results);
    refuse_empty_values(*command);
    command->callback([flags, command, &chosen] {
        chosen = [flags, command] {
            return Settings(*command, flags->score).apply_and_run([&] { return run(*flags); });
        };
    });
}

}  // namespace rfm::cli
