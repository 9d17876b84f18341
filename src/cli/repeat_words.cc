#include "cli/repeat_words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace rfm::cli {
namespace {

bool changes_no_score(const std::string& flag) {
    constexpr std::array<std::string_view, 14> flags = {"help",    "output", "format",  "split",       "summary",
                                                        "rejects", "lock",   "quiet",   "verbose",     "log-format",
                                                        "config",  "bom",    "threads", "memory-limit"};
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

std::string quoted(const std::string& word) {
    const auto is_plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               std::string_view("-_./,:=+@%").find(c) != std::string_view::npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return word;
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

}  // namespace

std::string repeat_words(const CLI::App& command) {
    std::string inputs;
    std::string flags;
    for (const CLI::Option* option : command.get_options()) {
        if (option->count() == 0) continue;
        const auto& values = option->results();
        if (!option->nonpositional()) {
            for (const std::string& value : values) inputs += ' ' + quoted(value);
            continue;
        }
        if (option->get_lnames().empty() || changes_no_score(option->get_lnames().front())) continue;
        const std::string name = "--" + option->get_lnames().front();
        for (const std::string& value : values) {
            if (option->get_items_expected_max() > 0) {
                flags += ' ' + name + ' ' + quoted(value);
            } else if (value == "true" || value == "1") {
                flags += ' ' + name;
            } else if (!option->get_fnames().empty()) {
                flags += " --" + option->get_fnames().front();  // as in --no-trim
            }
        }
    }
    return "rfm " + command.get_name() + inputs + flags;
}

}  // namespace rfm::cli
