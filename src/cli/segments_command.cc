#include <memory>

#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/streams.h"
#include "segments/cell_picture.h"
#include "segments/segment_map.h"

namespace rfm::cli {
namespace {

struct Flags {
    std::string map;
    int bins = 5;
    bool no_monetary = false;
    std::string labels = "en";
};

int run(const Flags& flags) {
    const segments::SegmentMap map =
        segments::SegmentMap::load(flags.map, flags.bins, !flags.no_monetary).with_labels(parse_labels(flags.labels));
    print(segments::describe_map(map) + "\n" + segments::cell_picture(map));
    return 0;
}

}  // namespace

void add_segments_command(CLI::App& app, Run& chosen) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = app.add_subcommand("segments", "Check a segment map and show its cells");
    command->add_option("--map", flags->map, "value, rf10, value-rf, or a CSV file segment,r,f,m");
    command->add_option("--bins", flags->bins, "How many scores the map is for, 2 to 10");
    command->add_flag("--no-monetary", flags->no_monetary, "For scores of recency and frequency only");
    command->add_option("--labels", flags->labels, "Language of the segment names: en or zh");
    refuse_empty_values(*command);
    command->callback([flags, &chosen] { chosen = [flags] { return run(*flags); }; });
}

}  // namespace rfm::cli
