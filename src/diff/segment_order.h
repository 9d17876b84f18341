// The order of the segments, best first: that of the map that both files were scored with.
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "segments/segment_map.h"

namespace rfm::diff {

// What stands for the customers that one of the files has not.
inline constexpr std::string_view new_word = "new";    // not in OLD
inline constexpr std::string_view gone_word = "gone";  // not in NEW

class SegmentOrder {
public:
    // Throws Error(data) when a segment is called new or gone.
    SegmentOrder(const segments::SegmentMap& map, bool is_given);

    // The orders that may be meant: of the built-in maps, or of the map that is given (a file, or a built-in name),
    // each in both languages. Throws what loading the map throws.
    static std::vector<SegmentOrder> candidates(const std::string& map, int bins);

    const std::vector<std::string>& names() const noexcept { return names_; }
    std::optional<std::uint32_t> index_of(std::string_view name) const noexcept;
    // As in "value".
    const std::string& map_name() const noexcept { return map_name_; }
    // Whether it is of a map that the user named.
    bool is_given() const noexcept { return is_given_; }

private:
    std::string map_name_;
    std::vector<std::string> names_;
    bool is_given_ = false;
};

// The names as in "'high-value', 'potential', 'at-risk' and 'sleeping'".
std::string names_words(const std::vector<std::string>& names);

}  // namespace rfm::diff
