#include "segments/map_text.h"

#include <rfm/error.h>

#include "support/catch.h"

namespace rfm::segments {
namespace {

TEST_CASE("labels are read as pairs, a bad table is refused with its line") {
    const auto labels = read_labels_text("segment,label\na,甲\n\n\"b, c\",乙\n", "labels.csv");
    REQUIRE(labels.size() == 2);
    CHECK(labels[0].second == "甲");
    CHECK(labels[1].first == "b, c");
    CHECK_THROWS_WITH(read_labels_text("segment,name\n", "labels.csv"),
                      "labels.csv:1: the header is 'segment,name', but must name the columns segment,label");
    CHECK_THROWS_WITH(read_labels_text("segment,label\na\n", "labels.csv"),
                      Catch::StartsWith("labels.csv:2: 'a' has fewer than 2 columns"));
}

}  // namespace
}  // namespace rfm::segments
