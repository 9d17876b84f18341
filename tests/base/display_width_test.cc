#include "base/display_width.h"

#include "support/catch.h"

namespace rfm::base {
namespace {

TEST_CASE("Latin text takes one column a character") {
    CHECK(display_width("") == 0);
    CHECK(display_width("sleeping") == 8);
    CHECK(display_width("Größe déjà") == 10);
    CHECK(display_width("привет") == 6);
}

TEST_CASE("Chinese, Japanese, Korean and full-width characters take two") {
    CHECK(display_width("高价值客户") == 10);
    CHECK(display_width("A级客户") == 7);
    CHECK(display_width("カタカナ") == 8);
    CHECK(display_width("한국") == 4);
    CHECK(display_width("ＶＩＰ（１）") == 12);
    CHECK(display_width("、。") == 4);
    CHECK(display_width("𠮷") == 2);
    CHECK(display_width("ｶﾅ") == 2);  // half-width forms
}

TEST_CASE("emoji take two, combining marks and selectors none") {
    CHECK(display_width("⭐") == 2);
    CHECK(display_width("🏆") == 2);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("か\u3099") == 2);
    CHECK(display_width("\uFEFFa\u200B") == 1);
}

TEST_CASE("bytes that are no UTF-8 take one column each") {
    CHECK(display_width("\xB8\xDF") == 2);
    CHECK(display_width("a\xE9\x9B") == 3);  // cut off in the middle of a character
}

TEST_CASE("padding counts columns, not bytes") {
    CHECK(padded("客户", 6) == "客户  ");
    CHECK(right_aligned("客户", 6) == "  客户");
    CHECK(padded("sleeping", 3) == "sleeping");
    CHECK(right_aligned("", 2) == "  ");
}

}  // namespace
}  // namespace rfm::base
