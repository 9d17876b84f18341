#include "cli/preset.h"

#include <algorithm>
#include <embedded/presets.h>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "cli/nearest_word.h"
#include "orders/header_table.h"

namespace rfm::cli {
namespace {

Preset load_preset(std::string_view name, std::string_view text) {
    Preset preset;
    preset.name = name;
    preset.text = text;
    const std::string_view first = text.substr(0, text.find('\n'));
    const std::size_t colon = first.find(": ");
    if (!first.starts_with("# ") || colon == std::string_view::npos) {
        throw Error(ErrorKind::bug, fmt::format("preset {}: the first line must be '# Platform: what it is'", name));
    }
    preset.platform = first.substr(2, colon - 2);
    preset.description = first.substr(colon + 2);
    for (ConfigItem& item : read_config_text(text, fmt::format("preset {}", name))) {
        if (item.key == "suggest") {
            preset.suggest = std::move(item.values);
        } else {
            preset.settings.push_back(std::move(item));
        }
    }
    return preset;
}

bool has_all(const std::vector<std::string>& header, const std::vector<std::string>& names) {
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return std::find(header.begin(), header.end(), orders::normalized_name(name)) != header.end();
    });
}

}  // namespace

const std::vector<Preset>& built_in_presets() {
    static const std::vector<Preset> presets = [] {
        std::vector<Preset> loaded;
        for (const auto& [name, text] : embedded::presets()) loaded.push_back(load_preset(name, text));
        return loaded;
    }();
    return presets;
}

const Preset& find_preset(const std::string& name) {
    std::vector<std::string> names;
    for (const Preset& preset : built_in_presets()) {
        if (preset.name == name) return preset;
        names.push_back(preset.name);
    }
    const std::string near = nearest_word(name, names);
    throw Error(ErrorKind::usage,
                fmt::format("there is no preset {}{}; rfm presets lists them, and settings of your own go into a file "
                            "for --config",
                            base::shown(name), near.empty() ? "" : fmt::format("; did you mean {}", near)));
}

std::vector<const Preset*> fitting_presets(const std::vector<std::vector<std::string>>& headers) {
    std::vector<const Preset*> best;
    for (const std::vector<std::string>& header : headers) {
        std::vector<std::string> names;
        names.reserve(header.size());
        for (const std::string& name : header) names.push_back(orders::normalized_name(name));
        for (const Preset& preset : built_in_presets()) {
            if (preset.suggest.empty() || !has_all(names, preset.suggest)) continue;
            if (!best.empty() && preset.suggest.size() < best[0]->suggest.size()) continue;
            if (!best.empty() && preset.suggest.size() > best[0]->suggest.size()) best.clear();
            if (std::find(best.begin(), best.end(), &preset) == best.end()) best.push_back(&preset);
        }
    }
    return best;
}

std::string looks_like(const Preset& preset) {
    const bool vowel = std::string_view("AEIOaeio").find(preset.platform[0]) != std::string_view::npos;
    return fmt::format("looks like {} {} export", vowel ? "an" : "a", preset.platform);
}

}  // namespace rfm::cli
