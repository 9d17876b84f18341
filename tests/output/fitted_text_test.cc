#include "output/fitted_text.h"

#include "support/catch.h"

namespace rfm::output {
namespace {

TEST_CASE("fitted: text from the data moves no cursor") {
    CHECK(fitted("high-value", 20, true) == "high-value");
    CHECK(fitted("it's", 20, true) == "it's");
    CHECK(fitted("a\x1b[2Jb\n", 20, true) == "a\\x1b[2Jb\\n");
    CHECK(fitted("a\xC2\x9B"
                 "2J",
                 20, true) == "a\\xc2\\x9b2J");
    CHECK(fitted("\xFF", 20, true) == "\\xff");
    CHECK(fitted("", 20, true) == "");
}

TEST_CASE("fitted: cut by columns, not by bytes") {
    CHECK(fitted("high-value", 10, true) == "high-value");
    CHECK(fitted("high-value", 9, true) == "high-val…");
    CHECK(fitted("high-value", 9, false) == "high-v...");
    CHECK(fitted("高价值客户", 10, true) == "高价值客户");
    CHECK(fitted("高价值客户", 9, true) == "高价值客…");
    CHECK(fitted("高价值客户", 8, true) == "高价值…");  // half a character is none
    CHECK(fitted(std::string(5000, 'x'), 4, true) == "xxx…");
}

TEST_CASE("folded: words into lines") {
    CHECK(folded("one two three", 20) == "one two three\n");
    CHECK(folded("one two three", 13) == "one two three\n");
    CHECK(folded("one two three", 12) == "one two\n  three\n");
    CHECK(folded("  one two three", 9) == "  one two\n    three\n");
    CHECK(folded("incomprehensible words", 8) == "incomprehensible\n  words\n");
    CHECK(folded("高价值 客户", 10) == "高价值\n  客户\n");
    CHECK(folded("", 10) == "\n");
}

}  // namespace
}  // namespace rfm::output
