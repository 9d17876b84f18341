#include "cli/suggest_preset.h"

#include <vector>

#include <fmt/format.h>

#include "cli/preset.h"

namespace rfm::cli {
namespace {

std::vector<const Preset*> suggested(const pipeline::Findings& findings, const ScoreFlags& flags) {
    return flags.preset.empty() ? fitting_presets(findings.headers) : std::vector<const Preset*>();
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
            hint += fmt::format("{}{}: try --preset {}", hint.empty() ? "\n  this " : ", or ", looks_like(*preset),
                                preset->name);
        }
    }
    return Error(error.kind(), error.what() + hint);
}

}  // namespace rfm::cli
