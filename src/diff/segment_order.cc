#include "diff/segment_order.h"

#include <algorithm>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"

namespace rfm::diff {

SegmentOrder::SegmentOrder(const segments::SegmentMap& map, bool is_given)
    : map_name_(map.source_name()), names_(map.names().begin(), map.names().end()), is_given_(is_given) {
    for (const std::string& name : names_) {
        if (name != new_word && name != gone_word) continue;
        throw Error(ErrorKind::data, fmt::format("{}: a segment is called {}, which is what rfm diff calls customers "
                                                 "that only one of the files has; give the segment another name",
                                                 map_name_, base::shown(name)));
    }
}

std::vector<SegmentOrder> SegmentOrder::candidates(const std::string& map, int bins) {
    constexpr int usual_bins = 5;
    std::vector<segments::SegmentMap> maps;
    if (map.empty()) {
        maps.push_back(segments::SegmentMap::load("value", usual_bins, true));
        maps.push_back(segments::SegmentMap::load("rf10", usual_bins, true));
    } else {
        maps.push_back(segments::SegmentMap::load(map, bins, true));
    }
    std::vector<SegmentOrder> orders;
    for (const segments::SegmentMap& english : maps) {
        orders.emplace_back(english, !map.empty());
        SegmentOrder chinese(english.with_labels(Labels::chinese), !map.empty());
        if (chinese.names() != orders.back().names()) orders.push_back(std::move(chinese));
    }
    return orders;
}

std::optional<std::uint32_t> SegmentOrder::index_of(std::string_view name) const noexcept {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - names_.begin());
}

std::string names_words(const std::vector<std::string>& names) {
    std::string words;
    for (std::size_t i = 0; i < names.size(); ++i) {
        words += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + base::shown(names[i]);
    }
    return words;
}

}  // namespace rfm::diff
