// What the program has to say, to standard error: as text for people, or as one JSON object a line for programs.
// Thread-safety: any thread may write; the format is set before there is more than one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include <rfm/score.h>

namespace rfm::cli {

enum class Level { error, alert, warning, info };

class Log {
public:
    // For mistakes on the command line, which are found before its flags are known: --log-format json anywhere on it.
    void look_for_format(int argc, char** argv);

    // Adds --log-format to a command.
    void add_flag(CLI::App& command);

    bool is_json() const noexcept { return format_ == "json"; }

    // Text: "rfm: " and the words; an alert as "rfm: alert: ". JSON: time, level, message, and the exit status where
    // the run ends with it.
    void write(Level level, std::string_view words, std::optional<int> exit_status = std::nullopt) const;
    void warn(std::string_view words) const { write(Level::warning, words); }

    // What was scored: the segment table, or the whole summary as a member of the object.
    void write_summary(const RunSummary& summary) const;

private:
    std::string format_ = "text";
};

}  // namespace rfm::cli
