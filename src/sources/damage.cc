#include "sources/damage.h"

#include <utility>

#include <fmt/format.h>

namespace rfm::sources {
namespace {

std::string_view test_command(std::string_view packing) {
    constexpr std::pair<std::string_view, std::string_view> commands[] = {
        {"gzip", "gzip -t FILE"},   {"zstd", "zstd -t FILE"}, {"xz", "xz -t FILE"},
        {"bzip2", "bzip2 -t FILE"}, {"zip", "unzip -t FILE"}, {"tar", "tar -tf FILE"},
    };
    for (const auto& [known, command] : commands) {
        if (known == packing) return command;
    }
    return {};
}

}  // namespace

Error damaged(const std::string& name, std::string_view packing, std::string_view detail) {
    return {ErrorKind::data,
            fmt::format("{}: the {} file is cut off or damaged: {}; fetch or export it again, and test "
                        "it with: {}",
                        name, packing, detail, test_command(packing))};
}

}  // namespace rfm::sources
