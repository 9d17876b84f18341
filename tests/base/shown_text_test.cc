#include "base/shown_text.h"

#include <vector>

#include "support/catch.h"

namespace rfm::base {
namespace {

using namespace std::string_view_literals;

std::string encoded(char32_t c) {
    std::string text;
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
    }
    return text;
}

TEST_CASE("every character is UTF-8 of its length, and cut short it is none") {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        const std::string text = encoded(c);
        const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        if (utf8_length(text + "x") != (surrogate ? 0 : text.size()))
            FAIL("U+" << std::hex << static_cast<unsigned>(c));
        if (text.size() > 1 && is_utf8(text.substr(0, text.size() - 1))) FAIL("cut: " << static_cast<unsigned>(c));
    }
}

// Counted: there are exactly as many valid sequences as characters, so nothing else passes.
TEST_CASE("nothing but the encodings of characters is UTF-8") {
    std::size_t ones = 0, twos = 0, threes = 0, fours = 0;
    for (unsigned first = 0; first < 256; ++first) {
        for (unsigned second = 0; second < 256; ++second) {
            const char pair[] = {static_cast<char>(first), static_cast<char>(second)};
            const std::size_t length = utf8_length({pair, 2});
            ones += length == 1 ? 1 : 0;
            twos += length == 2 ? 1 : 0;
            for (unsigned third = 0; third < 256; ++third) {
                const char three[] = {pair[0], pair[1], static_cast<char>(third)};
                threes += utf8_length({three, 3}) == 3 ? 1 : 0;
                const char four[] = {pair[0], pair[1], three[2], '\xBF'};
                fours += utf8_length({four, 4}) == 4 ? 1 : 0;
            }
        }
    }
    CHECK(ones == 128 * 256);
    CHECK(twos == 0x800 - 0x80);
    CHECK(threes == 0x10000 - 0x800 - 0x800);
    CHECK(fours == (0x110000 - 0x10000) / 64);
}

TEST_CASE("a text is UTF-8 when all of it is") {
    CHECK(is_utf8(""));
    CHECK(is_utf8("naïve 日本 😎 \0 x"sv));
    CHECK_FALSE(is_utf8("naïve \xE9"));
    CHECK_FALSE(is_utf8("\x80"));
    CHECK_FALSE(is_utf8("日本\xE6\x97"));
}

TEST_CASE("plain text is shown as it is, in quotes") {
    CHECK(shown("") == "''");
    CHECK(shown("12,3,4") == "'12,3,4'");
    CHECK(shown("客户 Größe 😎") == "'客户 Größe 😎'");
}

TEST_CASE("what would break the line or drive the terminal is written out") {
    CHECK(shown("a\nb\rc\td") == "'a\\nb\\rc\\td'");
    CHECK(shown("\0\x1b[31m\x7f"sv) == "'\\x00\\x1b[31m\\x7f'");
    CHECK(shown("caf\xE9") == "'caf\\xe9'");
    CHECK(shown("\xE6\x97") == "'\\xe6\\x97'");
    CHECK(shown("\xC2\x9B"
                "31m") == "'\\xc2\\x9b31m'");  // the one-character form of ESC [
    CHECK(shown("\xC2\x80\xC2\x85\xC2\x9F\xC2\xA0|") == "'\\xc2\\x80\\xc2\\x85\\xc2\\x9f\xC2\xA0|'");
}

TEST_CASE("a long text is cut between characters, and its length told") {
    CHECK(shown(std::string(59, 'x')) == "'" + std::string(59, 'x') + "'");
    CHECK(shown(std::string(60, 'x')) == "'" + std::string(59, 'x') + "…' (60 bytes)");
    CHECK(shown("abcdef", 4) == "'abc…' (6 bytes)");
    CHECK(shown("abc", 4) == "'abc'");
    CHECK(shown("日本語", 5) == "'日本…' (9 bytes)");
    CHECK(is_utf8(shown(std::string(1'000, '\xE9'))));
    CHECK(shown(std::string(1'000'000, '\n')).size() < 100);
}

TEST_CASE("bytes in hexadecimal") {
    CHECK(hex_bytes("").empty());
    CHECK(hex_bytes({"\x00\x0A\x7F\xFF", 4}) == "00 0A 7F FF");
}

// Every start of every character that there is, and nothing else.
TEST_CASE("bytes that more bytes could make a character of") {
    for (const char* character : {"é", "ࠀ", "日", "\xED\x9F\xBF", "𠀀", "\xF4\x8F\xBF\xBF"}) {
        const std::string_view whole = character;
        for (std::size_t size = 1; size < whole.size(); ++size) CHECK(is_utf8_start(whole.substr(0, size)));
        CHECK_FALSE(is_utf8_start(whole));
    }
    for (const char* broken : {"a", "\x80", "\xC0", "\xC1", "\xF5", "\xFF", "\xE0\x9F", "\xED\xA0", "\xF0\x8F",
                               "\xF4\x90", "\xE6\x41", "\xF0\xA0\x41"}) {
        CHECK_FALSE(is_utf8_start(broken));
    }
}

}  // namespace
}  // namespace rfm::base
