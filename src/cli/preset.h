// The presets: settings for the exports of well-known systems, one file each in data/presets, compiled in.
// Thread-safety: immutable after construction.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/config_text.h"

namespace rfm::cli {

struct Preset {
    std::string name;         // as in --preset
    std::string_view text;    // the file
    std::string platform;     // its first line up to the colon, as in "Shopify"
    std::string description;  // and behind it
    std::vector<ConfigItem> settings;
    std::vector<std::string> suggest;  // headers that an export of the platform has; empty: it is never suggested
};

// All of them, by name. Throws Error(bug) when one can't be read.
const std::vector<Preset>& built_in_presets();

// Throws Error(usage) that names the nearest one.
const Preset& find_preset(const std::string& name);

// The presets of which one of the headers has all the names that they ask for, and more of them than any other preset
// has: none, one, or several of equal standing.
std::vector<const Preset*> fitting_presets(const std::vector<std::vector<std::string>>& headers);

// "looks like a Shopify export"
std::string looks_like(const Preset& preset);

}  // namespace rfm::cli
