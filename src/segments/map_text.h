// The text of a segment map to its rows, and of a table of labels to its pairs: `segment,r,f,m` and `segment,label`.
// Each row is checked by itself; whether the rows make a map is segment_map's affair.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "segments/segment_map.h"

namespace rfm::segments {

// A map of 10 bins has 1000 cells; a file longer than this is some other file given by mistake.
inline constexpr std::size_t max_map_bytes = std::size_t{1} << 20;

struct MapTextRow {
    MapRow row;
    std::string text;  // the line as it stands in the file
};

// Throws rfm::Error (data) naming source_name, the line and the value.
std::vector<MapTextRow> read_map_text(std::string_view csv_text, std::string_view source_name, int bins);

// Pairs of a segment's name and its label.
std::vector<std::pair<std::string, std::string>> read_labels_text(std::string_view csv_text,
                                                                  std::string_view source_name);

}  // namespace rfm::segments
