// What a cell of a workbook can't hold.
#include "output/sheet_text.h"

#include "support/catch.h"

namespace rfm::output {
namespace {

TEST_CASE("sheet text: what XML can't hold is escaped, and what looks escaped too") {
    for (const auto& [text, written] : std::vector<std::pair<std::string, std::string>>{
             {"", ""},
             {"C1001", "C1001"},
             {" a\tb\nc ", " a\tb\nc "},
             {"a\r\nb", "a_x000D_\nb"},
             {std::string("\x01\x1F\x7F"), "_x0001__x001F_\x7F"},
             {std::string("a\0b", 3), "a\uFFFDb"},
             {"_x0041_", "_x005F_x0041_"},
             {"_x00e9_", "_x005F_x00e9_"},
             {"__x0041_", "__x005F_x0041_"},
             {"_x0041", "_x0041"},
             {"_x004g_", "_x004g_"},
             {"_x005F_x0041_", "_x005F_x005F_x005F_x0041_"},
             {"\xEF\xBF\xBE\xEF\xBF\xBF", "_xFFFE__xFFFF_"},
             {"caf\xE9", "caf\uFFFD"},
             {"<script>&\"'", "<script>&\"'"},
             {"李雷 😀 שלום", "李雷 😀 שלום"},
         }) {
        INFO(text);
        CHECK(sheet_text(text).text == written);
        CHECK_FALSE(sheet_text(text).is_shortened);
    }
}

TEST_CASE("sheet text: a text that is too long ends in its length, and no character is cut") {
    const std::string mark = "… [shortened: 100 characters in all]";  // 36 of them
    CHECK(sheet_text(std::string(100, 'x'), 100).text == std::string(100, 'x'));
    const SheetText plain = sheet_text(std::string(100, 'x'), 99);
    CHECK(plain.is_shortened);
    CHECK(plain.text == std::string(99 - 36, 'x') + mark);
    // Two units each: 31 fit before the mark.
    std::string emoji;
    std::string fit;
    for (int i = 0; i < 100; ++i) emoji += "😀";
    for (int i = 0; i < 31; ++i) fit += "😀";
    CHECK(sheet_text(emoji, 200).text == emoji);
    CHECK(sheet_text(emoji, 99).text == fit + mark);
    // An escape counts for what is written.
    CHECK(sheet_text(std::string(14, '\x01'), 98).text.size() == 98);
    CHECK(sheet_text(std::string(100, '\x01'), 99).text.ends_with("_x0001_" + mark));
    CHECK(sheet_text(std::string(1 << 20, 'y')).text.size() == longest_cell + 2);  // the dots are three bytes
    CHECK(sheet_text(std::string(1 << 20, 'y')).text.ends_with("y… [shortened: 1,048,576 characters in all]"));
}

}  // namespace
}  // namespace rfm::output
