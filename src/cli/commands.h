// The subcommands: each adds its flags to the program and says what to run. One small file a command.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "cli/log.h"

namespace rfm::cli {

// Runs the command that was chosen and gives the exit status. Throws rfm::Error, base::ClosedPipe.
using Run = std::function<int()>;

// Each adds a subcommand to `app`, and sets `chosen` when the command line chooses it.
// What they have to say goes to `log`, which outlives them.
void add_score_command(CLI::App& app, Log& log, Run& chosen);
void add_summary_command(CLI::App& app, Log& log, Run& chosen);
void add_diff_command(CLI::App& app, Log& log, Run& chosen);
void add_history_command(CLI::App& app, Log& log, Run& chosen);
void add_report_command(CLI::App& app, Log& log, Run& chosen);
void add_inspect_command(CLI::App& app, Log& log, Run& chosen);
void add_segments_command(CLI::App& app, Run& chosen);
void add_presets_command(CLI::App& app, Run& chosen);
void add_sql_command(CLI::App& app, Run& chosen);

}  // namespace rfm::cli
