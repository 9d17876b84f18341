// A segment map as people look at it, in plain text: its rows, and its cells as a picture.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include "segments/segment_map.h"

namespace rfm::segments {

// The rows as an aligned table, and how many cells each segment has. Ends in a newline.
std::string describe_map(const SegmentMap& map);

// Every cell: r from high to low down the page, f across it, and one block for each m side by side (a single block when
// m changes nothing), with a letter for each segment and the key to them. At most 100 columns wide as long as the names
// are; ends in a newline.
std::string cell_picture(const SegmentMap& map);

}  // namespace rfm::segments
