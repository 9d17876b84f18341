#include "report/html_text.h"

#include "support/catch.h"

namespace rfm::report {
namespace {

TEST_CASE("html text: references, once for each character") {
    CHECK(escaped("a<b>&\"'c") == "a&lt;b&gt;&amp;&quot;&#39;c");
    CHECK(escaped("&amp;") == "&amp;amp;");
    CHECK(escaped("") == "");
}

TEST_CASE("html text: control characters become pictures, what turns direction goes") {
    CHECK(plain(std::string_view("a\0b\nc\x1F\x7F", 7)) == "a␀b␊c␟␡");
    CHECK(plain("a\xE2\x80\xAE"
                "b\xE2\x81\xA9"
                "c") ==
          "a\xEF\xBF\xBD"
          "b\xEF\xBF\xBD"
          "c");
    CHECK(plain("\xC2\x85\xEF\xBF\xBF") == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(plain("\xFFz\xC3") == "\xEF\xBF\xBDz\xEF\xBF\xBD");
    CHECK(plain("שלום 客户 😀") == "שלום 客户 😀");
}

TEST_CASE("html text: long texts are cut between characters, and say how long they are") {
    CHECK(plain("客户客户", 4) == "客户客户");
    CHECK(plain("客户客户x", 4) == "客户客户… (13 bytes)");
    CHECK(plain(std::string(61, 'a')) == std::string(60, 'a') + "… (61 bytes)");
    CHECK(isolated("x") == "\xE2\x81\xA8x\xE2\x81\xA9");
    CHECK(from_data("<x>").html == "<bdi>&lt;x&gt;</bdi>");
}

}  // namespace
}  // namespace rfm::report
