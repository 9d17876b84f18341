// What --config FILE and --preset NAME give to the flags of a command. The command line goes first, then the file, then
// the preset, then what the program does by itself; only --keep and --drop of all of them add up.
// Thread-safety: one owner.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "cli/config_text.h"
#include "cli/flags.h"

namespace rfm::cli {

class Settings {
public:
    // command: score, summary, report, inspect or history, after its command line was read. flags: what the command's
    // options fill.
    Settings(CLI::App& command, ScoreFlags& flags) : command_(command), flags_(flags) {}

    // Fills the flags, then runs. What is wrong with a flag that a file or a preset has set says where.
    // Throws what `run` does, and Error(usage, no_input, io, data) that names the file, the line and the key.
    int apply_and_run(const std::function<int()>& run);

private:
    void apply();
    void apply_config(const std::string& path);
    void apply_preset(const std::string& name);
    void set(CLI::Option& option, const ConfigItem& item, const std::string& place);
    CLI::Option* find_option(CLI::App& command, const std::string& key) const;
    const CLI::Option& known_option(const ConfigItem& item, const std::string& place) const;
    CLI::App& command_named(const std::string& name) const;
    std::string nearest_key(const ConfigItem& item) const;
    std::string origins(std::string_view message) const;

    CLI::App& command_;
    ScoreFlags& flags_;
    std::map<std::string, std::string> origins_;  // of the flags that were set here: "shop.toml:3", "--preset shopify"
};

}  // namespace rfm::cli
