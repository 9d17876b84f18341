#include "base/text_table.h"

#include "support/catch.h"

namespace rfm::base {
namespace {

TEST_CASE("columns line up, wide characters count as two, short rows end early") {
    CHECK(aligned({}) == "");
    CHECK(aligned({{"a", "bc"}, {"高价", "1"}, {"xyz"}}) ==
          "a     bc\n"
          "高价   1\n"
          "xyz \n");
}

TEST_CASE("digits in groups") {
    CHECK(grouped("") == "");
    CHECK(grouped("0") == "0");
    CHECK(grouped("999") == "999");
    CHECK(grouped("1000") == "1,000");
    CHECK(grouped("-999") == "-999");
    CHECK(grouped("-1000") == "-1,000");
    CHECK(grouped("123456.789012") == "123,456.789012");
    CHECK(grouped("-1234567.5") == "-1,234,567.5");
    CHECK(grouped("+999") == "+999");
    CHECK(grouped("+1234") == "+1,234");
}

}  // namespace
}  // namespace rfm::base
