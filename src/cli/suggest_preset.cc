#include "cli/suggest_preset.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "cli/preset.h"

namespace rfm::cli {
namespace {

std::vector<const Preset*> suggested(const pipeline::Findings& findings, const ScoreFlags& flags) {
    return flags.preset.empty() ? fitting_presets(findings.headers) : std::vector<const Preset*>();
}

bool names_customer(const Preset& preset) {
    return std::any_of(preset.settings.begin(), preset.settings.end(),
                       [](const ConfigItem& item) { return item.key == "customer"; });
}

}  // namespace

std::string preset_words(const pipeline::Findings& findings, const ScoreFlags& flags) {
    std::string words;
    for (const Preset* preset : suggested(findings, flags)) {
        words +=
            fmt::format("{}{}; --preset {} sets ", words.empty() ? "" : "; or ", looks_like(*preset), preset->name);
        const char* between = "";
        for (const ConfigItem& item : preset->settings) {
            words += between + item.key;
            between = ", ";
        }
    }
    return words;
}

Error with_suggestion(const Error& error, const pipeline::Findings& findings, const ScoreFlags& flags) {
    const bool columns_unknown = findings.inputs.size() < findings.headers.size();
    std::string hint;
    if (error.kind() == ErrorKind::data && (columns_unknown || findings.all_read)) {
        for (const Preset* preset : suggested(findings, flags)) {
            if (!names_customer(*preset) && flags.customer.empty()) continue;  // it would only lead to the next error
            hint += fmt::format("{}{}: try --preset {}", hint.empty() ? "\n  this " : ", or ", looks_like(*preset),
                                preset->name);
        }
    }
    return Error(error.kind(), error.what() + hint);
}

}  // namespace rfm::cli
