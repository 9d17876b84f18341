#include "cli/settings.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/file.h"
#include "base/shown_text.h"
#include "cli/nearest_word.h"
#include "cli/preset.h"

namespace rfm::cli {
namespace {

constexpr std::size_t longest_config = std::size_t{1} << 20;
constexpr std::array<const char*, 5> commands = {"score", "summary", "report", "inspect", "history"};
constexpr std::string_view inputs_key = "input";

[[noreturn]] void refuse(const std::string& place, std::string_view what) {
    throw Error(ErrorKind::usage, fmt::format("{}: {}", place, what));
}

// What makes no sense any more when a higher place says that there is no monetary.
bool is_about_money(std::string_view key) {
    constexpr std::array<std::string_view, 6> keys = {"amount",   "amount-per",      "refund",
                                                      "currency", "currency-column", "rates"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool takes_value(const CLI::Option& option) {
    return option.get_items_expected_max() > 0;
}

bool takes_many(const CLI::Option& option) {
    return option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll || option.get_items_expected_max() > 1;
}

// As in "[score], [summary], [report], [inspect] or [history]".
std::string command_list(std::string_view before, std::string_view behind = {}) {
    std::string list;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const char* joint = i == 0 ? "" : i + 1 == commands.size() ? " or " : ", ";
        list += fmt::format("{}{}{}{}", joint, before, commands[i], behind);
    }
    return list;
}

void refuse_unknown_section(const ConfigItem& item, const std::string& place) {
    if (item.section.empty() || std::find(commands.begin(), commands.end(), item.section) != commands.end()) return;
    refuse(place, fmt::format("there is no section {}; write {}", base::shown("[" + item.section + "]"),
                              command_list("[", "]")));
}

bool is_filter(std::string_view key) {
    return key == "keep" || key == "drop";
}

}  // namespace

int Settings::apply_and_run(const std::function<int()>& run) {
    try {
        apply();
        return run();
    } catch (const Error& error) {
        const std::string where = origins(error.what());
        if (where.empty()) throw;
        throw Error(error.kind(), error.what() + where);
    }
}

void Settings::apply() {
    if (!flags_.config.empty()) apply_config(flags_.config);
    if (!flags_.preset.empty()) apply_preset(flags_.preset);
}

void Settings::apply_config(const std::string& path) {
    const std::vector<ConfigItem> items = read_config_text(base::read_small_file(path, longest_config), path);
    const bool without_money = flags_.no_monetary;
    std::map<std::pair<std::string, const CLI::Option*>, std::size_t> first_lines;
    std::map<CLI::Option*, const ConfigItem*> chosen;
    for (const ConfigItem& item : items) {
        const std::string place = fmt::format("{}:{}", path, item.line);
        refuse_unknown_section(item, place);
        if (item.key == "suggest") continue;  // of a preset that was copied
        const auto [first, is_new] = first_lines.try_emplace({item.section, &known_option(item, place)}, item.line);
        if (!is_new) refuse(place, fmt::format("{}: stands on line {} already", item.key, first->second));
        CLI::Option* const option = find_option(command_, item.key);
        if (option == nullptr || (!item.section.empty() && item.section != command_.get_name())) continue;
        // A section speaks for one command, so it goes before what is said to both.
        const ConfigItem*& choice = chosen[option];
        if (choice == nullptr || choice->section.empty()) choice = &item;
    }
    for (const ConfigItem& item : items) {
        CLI::Option* const option = item.key == "suggest" ? nullptr : find_option(command_, item.key);
        if (option == nullptr || chosen[option] != &item) continue;
        if (without_money && is_about_money(item.key)) continue;
        if (option->count() == 0 || is_filter(item.key)) set(*option, item, fmt::format("{}:{}", path, item.line));
    }
}

void Settings::apply_preset(const std::string& name) {
    const Preset& preset = find_preset(name);
    const std::string place = "--preset " + name;
    const bool without_money = flags_.no_monetary;
    for (const ConfigItem& item : preset.settings) {
        CLI::Option* const option = find_option(command_, item.key);
        if (option == nullptr) throw Error(ErrorKind::bug, fmt::format("preset {}: {} is no flag", name, item.key));
        if (is_filter(item.key)) {
            std::vector<std::string>& filters = item.key == "keep" ? flags_.preset_keep : flags_.preset_drop;
            filters.insert(filters.end(), item.values.begin(), item.values.end());
            if (option->count() == 0) origins_[item.key] = place;
        } else if (option->count() == 0 && !(without_money && is_about_money(item.key))) {
            set(*option, item, place);
        }
    }
}

void Settings::set(CLI::Option& option, const ConfigItem& item, const std::string& place) {
    if (!takes_value(option)) {
        if (!item.is_switch || item.is_list) refuse(place, fmt::format("{}: must be true or false", item.key));
    } else if (item.is_switch) {
        refuse(place, fmt::format("{}: needs a value, not {}; if it is called that, put it in quotes", item.key,
                                  item.values[0]));
    } else if (item.values.empty()) {
        refuse(place, fmt::format("{}: must not be empty", item.key));
    } else if (item.is_list && !takes_many(option)) {
        refuse(place, fmt::format("{}: takes one value, not a list", item.key));
    }
    const bool alone = option.count() == 0;
    try {
        for (const std::string& value : item.values) {
            option.add_result(takes_value(option) ? value : option.get_flag_value(item.key, value));
        }
        option.run_callback();
    } catch (const CLI::Error& error) {
        refuse(place, error.what());
    }
    if (alone) origins_[item.key] = place;
}

CLI::Option* Settings::find_option(CLI::App& command, const std::string& key) const {
    for (CLI::Option* option : command.get_options()) {
        const bool found = option->nonpositional() ? key != "help" && option->check_lname(key) : key == inputs_key;
        if (found) return option;
    }
    return nullptr;
}

// Of any of the commands that the item is for.
const CLI::Option& Settings::known_option(const ConfigItem& item, const std::string& place) const {
    if (item.key == "config") refuse(place, "config: a config file can't name another one; --preset can stand in it");
    for (const char* name : commands) {
        if (!item.section.empty() && item.section != name) continue;
        if (const CLI::Option* option = find_option(command_named(name), item.key)) return *option;
    }
    const std::string nearest = nearest_key(item);
    refuse(place, fmt::format("{} is no flag of {}{}; see rfm {} --help", base::shown(item.key),
                              item.section.empty() ? command_list("rfm ") : "rfm " + item.section,
                              nearest.empty() ? "" : fmt::format("; did you mean {}", nearest),
                              item.section.empty() ? commands[0] : item.section));
}

CLI::App& Settings::command_named(const std::string& name) const {
    return *command_.get_parent()->get_subcommand(name);
}

std::string Settings::nearest_key(const ConfigItem& item) const {
    std::vector<std::string> keys = {std::string(inputs_key)};
    for (const char* name : commands) {
        if (!item.section.empty() && item.section != name) continue;
        for (const CLI::Option* option : command_named(name).get_options()) {
            for (const std::string& known : option->get_lnames()) {
                if (known != "help" && known != "config") keys.push_back(known);
            }
        }
    }
    return nearest_word(item.key, keys);
}

// One line for each flag that the message names and that was set here.
std::string Settings::origins(std::string_view message) const {
    std::string lines;
    for (const auto& [flag, place] : origins_) {
        const std::string name = "--" + flag;
        for (std::size_t at = message.find(name); at != std::string_view::npos; at = message.find(name, at + 1)) {
            const std::string_view behind = message.substr(at + name.size());
            if (!behind.empty() && (behind[0] == '-' || (behind[0] >= 'a' && behind[0] <= 'z'))) continue;
            lines += fmt::format("\n  {} is set by {}", name, place);
            break;
        }
    }
    return lines;
}

}  // namespace rfm::cli
