#include "sql/quoting.h"

#include "support/catch.h"

namespace rfm::sql {
namespace {

TEST_CASE("quotes inside are doubled, and nothing else is touched") {
    CHECK(doubled_quotes("a\"b'c\\d\n", '"') == "\"a\"\"b'c\\d\n\"");
    CHECK(doubled_quotes("", '\'') == "''");
    CHECK(doubled_quotes("'", '\'') == "''''");
}

TEST_CASE("quotes, backslashes and line ends are escaped") {
    CHECK(escaped_quotes("a'b\\c\"d\ne\rf\tg", '\'') == "'a\\'b\\\\c\"d\\ne\\rf\tg'");
    CHECK(escaped_quotes("a`b'", '`') == "`a\\`b'`");
}

TEST_CASE("a comment stays on its line and holds nothing that is replaced") {
    CHECK(in_comment("maps/mine.csv") == "'maps/mine.csv'");
    CHECK(in_comment("a\nDROP TABLE x") == "'a\\nDROP TABLE x'");
    CHECK(in_comment("a\r*/ ${b} {{c}} {%d%} {#e#} /*").find_first_of("\r\n") == std::string::npos);
    for (const char* const odd : {"${", "{{", "{%", "{#", "*/", "/*", "\xE2\x80\xA8", "\xC2\x85"}) {
        CHECK(in_comment(std::string("a") + odd + "b").find(odd) == std::string::npos);
    }
}

}  // namespace
}  // namespace rfm::sql
