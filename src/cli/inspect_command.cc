#include <memory>
#include <optional>
#include <unistd.h>

#include <fmt/format.h>

#include <rfm/score.h>

#include "base/display_width.h"
#include "base/shown_text.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/progress_line.h"
#include "cli/settings.h"
#include "cli/streams.h"
#include "cli/suggest_preset.h"
#include "output/summary_table.h"
#include "pipeline/inspect.h"

namespace rfm::cli {
namespace {

std::string line(std::string_view label, std::string_view text) {
    return fmt::format("{}{}\n", base::padded(label, 13), text);
}

std::string found_words(const pipeline::Findings& findings, const ScoreFlags& flags) {
    std::string out;
    for (const InputInfo& input : findings.inputs) {
        out += line("input", input.name);
        out += line("  dialect", input.dialect);
        for (const std::string& column : input.columns) out += line("  column", column);
    }
    const std::string preset = flags.preset.empty() ? preset_words(findings, flags) : flags.preset;
    if (!preset.empty()) out += line("preset", preset);
    if (!findings.date_form.empty()) out += line("date form", findings.date_form);
    for (const pipeline::SampleRow& row : findings.sample) {
        out += line("sample row", fmt::format("customer {}, {}{}{}", base::shown(row.customer), row.day,
                                              row.amount.empty() ? "" : ", amount " + row.amount,
                                              row.order_id.empty() ? "" : ", order " + base::shown(row.order_id)));
    }
    return out;
}

int run(const ScoreFlags& flags, const Log& log) {
    Plan plan = make_plan(flags);
    if (plan.inputs.empty() && ::isatty(STDIN_FILENO) == 1) {
        throw Error(ErrorKind::usage, "no input: name a file, or pipe orders in; see rfm inspect --help");
    }
    pipeline::Findings findings;
    try {
        ProgressLine progress_line(!log.is_json());
        const ScoredCustomers customers = pipeline::score(plan, findings, progress_line.progress());
        progress_line.end();
        const RunSummary& summary = customers.summary();
        std::string out = found_words(findings, flags);
        if (!summary.decimal_form.empty()) out += line("decimal mark", summary.decimal_form);
        if (!summary.currency.empty()) out += line("currency", summary.currency);
        out += line("as-of date", fmt::format("{} ({})", format_day(summary.as_of), summary.as_of_reason));
        out += line("method", fmt::format("{}, {} scores", method_name(summary.method), summary.bins));
        out += line("cut points", output::cuts_words(summary));
        out += line("map", summary.map_name.empty() ? "none: there is none built in for this number of scores"
                                                    : summary.map_name);
        print(out + "\n" + output::summary_table(summary));
        for (const std::string& warning : summary.warnings) log.warn(warning);
    } catch (const Error&) {
        print(found_words(findings, flags));  // what is known helps to understand the refusal
        throw;
    }
    return 0;
}

}  // namespace

void add_inspect_command(CLI::App& app, Log& log, Run& chosen) {
    auto flags = std::make_shared<ScoreFlags>();
    CLI::App* command = app.add_subcommand("inspect", "Show how files are read and scored, without writing scores");
    add_score_flags(*command, *flags);
    log.add_flag(*command);
    refuse_empty_values(*command);
    command->callback([flags, command, &log, &chosen] {
        chosen = [flags, command, &log] {
            return Settings(*command, *flags).apply_and_run([&] { return run(*flags, log); });
        };
    });
}

}  // namespace rfm::cli
