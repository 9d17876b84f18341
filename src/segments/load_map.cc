// Where a run's segment map comes from: the program itself, or a file.
#include <embedded/map_rf10.h>
#include <embedded/map_value.h>
#include <embedded/map_value_rf.h>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/file.h"
#include "segments/map_text.h"
#include "segments/segment_map.h"

namespace rfm::segments {
namespace {

struct BuiltinMap {
    std::string_view name;
    std::string_view (*text)() noexcept;
};

constexpr BuiltinMap builtin_maps[] = {
    {"value", embedded::map_value},
    {"value-rf", embedded::map_value_rf},
    {"rf10", embedded::map_rf10},
};
constexpr int builtin_bins = 5;

const BuiltinMap* find_builtin(std::string_view name) {
    for (const BuiltinMap& map : builtin_maps) {
        if (map.name == name) return &map;
    }
    return nullptr;
}

std::string read_map_file(const std::string& path) {
    try {
        return base::read_small_file(path, max_map_bytes);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::no_input) throw;
        throw Error(
            ErrorKind::no_input,
            fmt::format("{}; a segment map is a file, or one of the built-in value, value-rf and rf10", error.what()));
    }
}

}  // namespace

bool SegmentMap::is_builtin(std::string_view name) {
    return find_builtin(name) != nullptr;
}

std::string_view SegmentMap::builtin_text(std::string_view name) {
    const BuiltinMap* const map = find_builtin(name);
    if (map == nullptr) {
        throw Error(ErrorKind::usage,
                    fmt::format("no built-in map is called '{}'; there are value, value-rf and rf10", name));
    }
    return map->text();
}

SegmentMap SegmentMap::load(const std::string& name_or_path, int bins, bool with_monetary) {
    const std::string name = !name_or_path.empty() ? name_or_path : with_monetary ? "value" : "value-rf";
    // A file that is called as a built-in map is reached as ./value.
    const BuiltinMap* const builtin = find_builtin(name);
    if (builtin == nullptr) return parse(read_map_file(name), name, bins, with_monetary);
    if (bins != builtin_bins) {
        throw Error(
            ErrorKind::usage,
            fmt::format("the built-in map '{}' is made for scores 1 to {}, and this run has 1 to {}; give a map "
                        "of your own with --map FILE",
                        name, builtin_bins, bins));
    }
    return parse(builtin->text(), name, bins, with_monetary);
}

}  // namespace rfm::segments
