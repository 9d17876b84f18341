// The text of a config file or a preset, taken apart: lines of `key = value` in CLI11's format, which is TOML.
// CLI11's own reader is not used: it cuts a quoted value at a '#', joins a key that is given twice, splits a value at
// its blanks and skips what it can't read. What is read here, it reads alike (a test compares them). Thread-safety:
// plain values and a pure function.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rfm::cli {

struct ConfigItem {
    std::string section;  // as in [score]; empty above the first
    std::string key;      // with '-' where the file has '_'
    std::vector<std::string> values;
    bool is_list = false;
    bool is_switch = false;  // true or false, without quotes
    std::size_t line = 0;
};

// name: what messages call the file. Throws Error(usage) that names file and line.
std::vector<ConfigItem> read_config_text(std::string_view text, const std::string& name);

}  // namespace rfm::cli
