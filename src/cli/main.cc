#include <csignal>
#include <exception>
#include <new>
#include <sstream>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/file.h"
#include "base/shown_text.h"
#include "cli/commands.h"
#include "cli/log.h"
#include "cli/signals.h"
#include "cli/streams.h"

namespace {

int run_program(int argc, char** argv, rfm::cli::Log& log) {
    using namespace rfm;
    CLI::App app("Scores customers from exported order files: recency, frequency, monetary value, and a segment.",
                 "rfm");
    app.set_version_flag("--version", "rfm " RFM_VERSION);
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    cli::Run run;
    cli::add_score_command(app, log, run);
    cli::add_summary_command(app, log, run);
    cli::add_report_command(app, log, run);
    cli::add_diff_command(app, log, run);
    cli::add_history_command(app, log, run);
    cli::add_inspect_command(app, log, run);
    cli::add_segments_command(app, run);
    cli::add_presets_command(app, run);
    cli::add_sql_command(app, run);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {  // --help, --version
        std::ostringstream text;
        const int status = app.exit(success, text, text);
        cli::print(text.str());
        return status;
    } catch (const CLI::ParseError& error) {
        if (app.get_subcommands().empty()) {
            const std::string asked = argc > 1 ? fmt::format("{} is no command", base::shown(argv[1])) : "no command";
            throw Error(
                ErrorKind::usage,
                asked +
                    ": give score, summary, report, diff, history, inspect, segments, presets or sql; see rfm --help");
        }
        throw Error(ErrorKind::usage,
                    fmt::format("{}; see rfm {} --help", error.what(), app.get_subcommands().front()->get_name()));
    }
    return run();
}

}  // namespace

int main(int argc, char** argv) {
    using namespace rfm;
    // A closed pipe, or a file as large as may be, is an answer of write(), not the end of the process.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    cli::Log log;
    log.look_for_format(argc, argv);
    const auto fail = [&](ErrorKind kind, std::string_view words) {
        log.write(cli::Level::error, words, exit_status(kind));
        return exit_status(kind);
    };
    cli::clean_up_on_signals();
    try {
        return run_program(argc, argv, log);
    } catch (const base::ClosedPipe&) {
        return 0;  // `| head` has seen enough
    } catch (const Error& error) {
        return fail(error.kind(), error.what());
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::resource,
                    "out of memory; give the run less, as in --memory-limit 1G, so that it uses temporary files");
    } catch (const std::exception& error) {
        return fail(ErrorKind::bug,
                    fmt::format("internal error: {}; please report it with the command that led here", error.what()));
    }
}
