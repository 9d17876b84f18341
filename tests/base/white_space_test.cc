#include "base/white_space.h"

#include "support/catch.h"

namespace rfm::base {
namespace {

TEST_CASE("white space around a value is taken off, within it not") {
    CHECK(trimmed("") == "");
    CHECK(trimmed("a b") == "a b");
    CHECK(trimmed(" \t\n\v\f\r a\tb \r\n") == "a\tb");
    CHECK(trimmed("\xC2\xA0 \xE3\x80\x80客户\xE3\x80\x80\xC2\xA0") == "客户");
    CHECK(trimmed(" \t\xC2\xA0\xE3\x80\x80 ").empty());
    CHECK(trimmed("a\xC2\xA0"
                  "b") ==
          "a\xC2\xA0"
          "b");
}

TEST_CASE("bytes that only look like part of white space stay") {
    for (const char* text :
         {"\xA0", "\xC2", "\x80", "\xE3\x80", "\x80\x80", "\xE3\x80\x81", "à", "\x1f", "\x08", "\x0e"}) {
        CHECK(trimmed(text) == text);
        CHECK(leading_space(text) == 0);
        CHECK(trailing_space(text) == 0);
    }
    CHECK(trimmed("à ") == "à");  // its last byte is that of a no-break space
}

TEST_CASE("each kind of white space has its length") {
    for (const char* text : {" x", "\tx", "\nx", "\vx", "\fx", "\rx"}) CHECK(leading_space(text) == 1);
    CHECK(leading_space("\xC2\xA0x") == 2);
    CHECK(leading_space("\xE3\x80\x80x") == 3);
    CHECK(leading_space("x ") == 0);
    for (const char* text : {"x ", "x\t", "x\n", "x\v", "x\f", "x\r"}) CHECK(trailing_space(text) == 1);
    CHECK(trailing_space("x\xC2\xA0") == 2);
    CHECK(trailing_space("x\xE3\x80\x80") == 3);
    CHECK(trailing_space(" x") == 0);
    CHECK(leading_space("") == 0);
    CHECK(trailing_space("") == 0);
}

}  // namespace
}  // namespace rfm::base
