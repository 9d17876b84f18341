#include "diff/segment_order.h"

#include "diff/scored_text.h"

namespace rfm::diff {
namespace {

using test::error_of;
using Names = std::vector<std::string>;

TEST_CASE("segment order: the built-in maps, best first, in both languages") {
    const std::vector<SegmentOrder> orders = SegmentOrder::candidates("", 5);
    REQUIRE(orders.size() == 3);  // rf10 has no Chinese names
    CHECK(orders[0].names() == Names{"high-value", "potential", "at-risk", "sleeping"});
    CHECK(orders[1].names() == Names{"高价值客户", "潜力客户", "流失风险客户", "沉睡客户"});
    CHECK(orders[2].names().front() == "Champions");
    CHECK(orders[2].names().size() == 10);
    CHECK(orders[0].index_of("at-risk") == 2);
    CHECK(!orders[0].index_of("At-Risk"));
    CHECK(orders[2].map_name() == "rf10");
    CHECK(!orders[0].is_given());
}

TEST_CASE("segment order: a map of one's own") {
    const test::TemporaryFolder folder;
    const std::string map =
        folder.write("map.csv", "segment,r,f,m\ngold,3,*,*\nnot new,*,1,*\ngold,*,2,*\nrest,*,*,*\n");
    const std::vector<SegmentOrder> orders = SegmentOrder::candidates(map, 3);
    REQUIRE(orders.size() == 1);
    CHECK(orders[0].names() == Names{"gold", "not new", "rest"});
    CHECK(orders[0].is_given());
    CHECK(SegmentOrder::candidates("value", 5).size() == 2);
    CHECK(error_of([] { SegmentOrder::candidates("value", 4); }).starts_with("64 the built-in map 'value'"));
    CHECK(error_of([] { SegmentOrder::candidates("/nonexistent", 4); }).starts_with("66 "));
    for (const std::string name : {"new", "gone"}) {
        const std::string path = folder.write("bad.csv", "segment,r,f,m\n" + name + ",*,*,*\n");
        CHECK(error_of([&] { SegmentOrder::candidates(path, 5); }) ==
              "65 " + path + ": a segment is called '" + name +
                  "', which is what rfm diff calls customers that only one of the files has; give the segment another "
                  "name");
    }
}

TEST_CASE("segment order: names in words") {
    CHECK(names_words({"a"}) == "'a'");
    CHECK(names_words({"a", "b"}) == "'a' and 'b'");
    CHECK(names_words({"a", "b", "c"}) == "'a', 'b' and 'c'");
}

}  // namespace
}  // namespace rfm::diff
