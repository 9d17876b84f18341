#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include <rfm/overview.h>

#include "base/atomic_file.h"
#include "base/shown_text.h"
#include "base/unfinished_files.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/future_purchase.h"
#include "cli/log.h"
#include "cli/output_format.h"
#include "cli/progress_line.h"
#include "cli/run_lock.h"
#include "cli/same_file.h"
#include "cli/settings.h"
#include "cli/streams.h"
#include "cli/suggest_preset.h"
#include "cli/terminal_style.h"
#include "output/overview_json.h"
#include "output/overview_text.h"
#include "pipeline/inspect.h"

namespace rfm::cli {
namespace {

struct Flags {
    ScoreFlags score;
    std::string format;  // empty: by the ending of output
    std::string output;
    std::string lock;
    bool quiet = false;
};

// Half as many bars as there could be, so that the three histograms are not taller than they tell.
constexpr std::size_t bars_of_text = 16;

void refuse_same_files(const Plan& plan, const Flags& flags) {
    refuse_same_file(flags.output, "--output", plan.rejects_path, "--rejects");
    refuse_what_is_read(plan.rejects_path, "--rejects", flags.score, plan);
    refuse_what_is_read(flags.output, "--output", flags.score, plan);
    refuse_input_twice(plan.inputs);
}

bool is_json(const Flags& flags) {
    return flags.format.empty() ? ending_of(flags.output) == "json" : flags.format == "json";
}

// The scores, and what they look like as a whole.
std::string words_of(const ScoredCustomers& customers, const Flags& flags, bool is_for_file) {
    OverviewRequest request;
    if (is_json(flags)) return output::overview_json(customers.summary(), overview(customers, request));
    request.top = 0;
    request.bars = bars_of_text;
    return output::overview_text(customers.summary(), overview(customers, request), terminal_style(is_for_file));
}

int run(const Flags& flags, const Log& log) {
    const Plan plan = make_plan(flags.score);
    if (!flags.format.empty() && flags.format != "text" && flags.format != "json") {
        throw Error(ErrorKind::usage, fmt::format("--format {}: must be one of text, json", base::shown(flags.format)));
    }
    if (plan.inputs.empty() && ::isatty(STDIN_FILENO) == 1) {
        throw Error(ErrorKind::usage, "no input: name a file, or pipe orders in; see rfm summary --help");
    }
    refuse_same_files(plan, flags);
    std::vector<std::string> files = {flags.output, plan.rejects_path, flags.score.config,
                                      plan.map,     plan.rates_path,   "/dev/stdin"};
    files.insert(files.end(), plan.inputs.begin(), plan.inputs.end());
    hold_run_lock(flags.lock, files);
    // Made first, so that a name that can't be written to is found out before the work, not after.
    std::optional<base::AtomicFile> output;
    if (!flags.output.empty() && flags.output != "-") output.emplace(flags.output);

    ProgressLine progress_line(!flags.quiet && !log.is_json());
    pipeline::Findings findings;
    std::optional<ScoredCustomers> customers;
    try {
        customers.emplace(pipeline::score(plan, findings, progress_line.progress(), RejectsCommit::by_caller));
    } catch (const Error& error) {
        throw with_suggestion(error, findings, flags.score);
    }
    const std::string words = words_of(*customers, flags, output.has_value());
    progress_line.end();
    if (output) {
        output->write(words);
        output->prepare();
    } else {
        print(words);
    }
    {
        const base::SignalsKeptOff between;  // with one in place, the other follows
        customers->commit_rejects();
        if (output) output->commit();
    }
    if (flags.quiet) return 0;
    for (const std::string& warning : customers->summary().warnings) log.warn(warning);
    warn_of_future_purchase(plan, customers->summary(), log);
    return 0;
}

}  // namespace

void add_summary_command(CLI::App& app, Log& log, Run& chosen) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command =
        app.add_subcommand("summary", "Show segments, scores and how the customers are spread, in the terminal");
    add_score_flags(*command, flags->score);
    command->remove_option(command->get_option("--sort"));  // no customer is listed
    const char* results = "Results";
    command
        ->add_option("--format", flags->format,
                     "text, or json: the figures behind it, for a program; when not given, json for an "
                     "--output that ends in .json, else text")
        ->group(results);
    command->add_option("-o,--output", flags->output, "Write here, whole or not at all; standard output when not given")
        ->type_name("FILE")
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
