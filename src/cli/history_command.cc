#include <array>
#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <rfm/history.h>

#include "base/atomic_file.h"
#include "base/shown_text.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/log.h"
#include "cli/progress_line.h"
#include "cli/run_lock.h"
#include "cli/same_file.h"
#include "cli/settings.h"
#include "cli/streams.h"
#include "cli/suggest_preset.h"
#include "pipeline/inspect.h"

namespace rfm::cli {
namespace {

struct Flags {
    ScoreFlags score;
    std::string every = "month";
    std::string output;
    std::string lock;
    bool quiet = false;
};

Every parse_every(const std::string& text) {
    constexpr std::array<std::pair<std::string_view, Every>, 5> words = {{{"day", Every::day},
                                                                          {"week", Every::week},
                                                                          {"month", Every::month},
                                                                          {"quarter", Every::quarter},
                                                                          {"year", Every::year}}};
    for (const auto& [word, every] : words) {
        if (text == word) return every;
    }
    throw Error(ErrorKind::usage,
                fmt::format("--every {}: must be one of day, week, month, quarter, year", base::shown(text)));
}

void refuse_same_files(const Plan& plan, const Flags& flags) {
    refuse_same_file(flags.output, "--output", plan.rejects_path, "--rejects");
    refuse_what_is_read(plan.rejects_path, "--rejects", flags.score, plan);
    refuse_what_is_read(flags.output, "--output", flags.score, plan);
    refuse_input_twice(plan.inputs);
}

History history_or_suggest(const Plan& plan, Every every, const Flags& flags, const Log& log) {
    ProgressLine progress_line(!flags.quiet && !log.is_json());
    pipeline::Findings findings;
    try {
        return pipeline::history(plan, every, findings, progress_line.progress());
    } catch (const Error& error) {
        throw with_suggestion(error, findings, flags.score);
    }
}

int run(const Flags& flags, const Log& log) {
    const Plan plan = make_plan(flags.score);
    const Every every = parse_every(flags.every);
    if (plan.inputs.empty() && ::isatty(STDIN_FILENO) == 1) {
        throw Error(ErrorKind::usage, "no input: name a file, or pipe orders in; see rfm history --help");
    }
    refuse_same_files(plan, flags);
    std::vector<std::string> files = {flags.output, plan.rejects_path, flags.score.config,
                                      plan.map,     plan.rates_path,   "/dev/stdin"};
    files.insert(files.end(), plan.inputs.begin(), plan.inputs.end());
    hold_run_lock(flags.lock, files);
    // Made first, so that a name that can't be written to is found out before the work, not after.
    std::optional<base::AtomicFile> output;
    if (!flags.output.empty() && flags.output != "-") output.emplace(flags.output);

    const History history = history_or_suggest(plan, every, flags, log);
    if (output) {
        FileSink sink(*output);
        write_csv(history, sink);
        output->commit();
    } else {
        StdoutSink sink;
        write_csv(history, sink);
    }
    if (flags.quiet) return 0;
    for (const std::string& warning : history.warnings) log.warn(warning);
    if (!plan.as_of && history.as_of > today() + 1) {
        log.warn(fmt::format(
            "the latest purchase is of {}, after today; if that date is wrong, so are the periods up to it: "
            "give --as-of",
            format_day(history.as_of - 1)));
    }
    return 0;
}

}  // namespace

void add_history_command(CLI::App& app, Log& log, Run& chosen) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = app.add_subcommand(
        "history", "Show segments, customers and money at each period's end, and what happened in the period");
    add_score_flags(*command, flags->score);
    command->remove_option(command->get_option("--sort"));  // periods are in their order
    const char* results = "Results";
    command->add_option("--every", flags->every, "The length of the periods: day, week, month, quarter or year")
        ->type_name("PERIOD")
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
