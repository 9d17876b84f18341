#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "base/display_width.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/preset.h"
#include "cli/streams.h"

namespace rfm::cli {
namespace {

int run(const std::string& name) {
    if (!name.empty()) {
        print(find_preset(name).text);
        return 0;
    }
    int widest = 0;
    for (const Preset& preset : built_in_presets()) widest = std::max(widest, static_cast<int>(preset.name.size()));
    std::string list;
    for (const Preset& preset : built_in_presets()) {
        list += fmt::format("{}  {}: {}\n", base::padded(preset.name, widest), preset.platform, preset.description);
    }
    print(list);
    return 0;
}

}  // namespace

void add_presets_command(CLI::App& app, Run& chosen) {
    auto name = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("presets", "List the presets, or print one to copy it to a config file");
    command->add_option("NAME", *name, "The preset to print");
    refuse_empty_values(*command);
    command->callback([name, &chosen] { chosen = [name] { return run(*name); }; });
}

}  // namespace rfm::cli
