#include "csv/utf8_check.h"

#include "csv/block_scanner.h"
#include "csv/random_text.h"
#include "csv/read_text.h"
#include "support/catch.h"
#include "support/instruction_sets.h"

namespace rfm::csv {
namespace {

using test::error_of;

// The first fault of the text read in pieces, as the chunks find it and the end; the size of the text when none.
std::size_t fault_in_pieces(const std::string& text, std::size_t piece, decltype(&find_utf8_fault_portable) find) {
    std::string before = "\n\n\n\n";
    for (std::size_t at = 0; at < text.size(); at += piece) {
        const std::string part = text.substr(at, piece);
        const std::ptrdiff_t fault = find(part.data(), part.size(), before.data());
        if (fault != no_utf8_fault) return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(at) + fault);
        before = (before + part).substr(part.size());
    }
    return text.size() - cut_off_character(text);
}

// What Unicode's table 3-7 allows, character by character.
std::size_t fault_by_loop(const std::string& text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = base::utf8_length(std::string_view(text).substr(at));
        if (length == 0) return at;
        at += length;
    }
    return at;
}

void check_text(const std::string& text) {
    const std::size_t expected = fault_by_loop(text);
    for (const std::size_t piece : {1UL, 2UL, 3UL, 5UL, 64UL, 67UL, 1000UL}) {
        if (fault_in_pieces(text, piece, find_utf8_fault_portable) != expected ||
            fault_in_pieces(text, piece, find_utf8_fault) != expected) {
            FAIL("in pieces of " << piece << ": " << base::shown(text, 5000));
        }
    }
}

TEST_CASE("every character of two bytes or more, and everything near it that is none") {
    const std::string filler(70, 'x');
    for (const std::int64_t target : test::targets()) {
        const test::OneTarget one(target);
        // All pairs of bytes, and those that matter with third and fourth ones.
        for (int first = 0x7F; first < 0x100; ++first) {
            for (int second = 0x70; second < 0x100; second += first < 0xE0 ? 1 : 3) {
                for (const char* rest : {"", "\x80", "\xBF\xBF", "\x7F", "\x80\xC0", "\x80\x80\x80"}) {
                    const std::string bytes = {static_cast<char>(first), static_cast<char>(second)};
                    const std::string text = filler + bytes + rest + filler;
                    const std::ptrdiff_t fault = find_utf8_fault(text.data(), text.size(), "\n\n\n\n");
                    const std::size_t found = fault == no_utf8_fault ? text.size() : static_cast<std::size_t>(fault);
                    if (found != fault_by_loop(text)) FAIL(base::shown(bytes) << " and " << base::shown(rest));
                }
            }
        }
    }
}

TEST_CASE("random text with broken bytes is refused at the first of them, in pieces of every size") {
    const std::string characters[] = {
        "a", "é", "日", "𠀀", "\n", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "xxxxxxxxxxxxxxxx"};
    const std::string broken[] = {"\xC0\x80",         "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE0\x9F\xBF", "\x80",
                                  "\xF0\x8F\x80\x80", "\xE6\x97",     "\xF0\xA0\x80",     "\xFF",         "\xC3"};
    for (const std::int64_t target : test::targets()) {
        const test::OneTarget one(target);
        test::RandomText random(17);
        for (int round = 0; round < 300; ++round) {
            std::string text;
            const std::size_t count = random.below(200);
            for (std::size_t i = 0; i < count; ++i) text += characters[random.below(8)];
            check_text(text);
            check_text(text + broken[random.below(10)]);
            check_text(text + broken[random.below(10)] + text);
        }
    }
}

// The proof goes along with the analysis in pieces of 16 KiB, with quotes in the text or without.
TEST_CASE("an analysed chunk tells the first fault, wherever its pieces end") {
    constexpr std::size_t piece = std::size_t{16} << 10;
    const char before[4] = {'\n', '\n', '\n', '\n'};
    for (const std::string& filler : {std::string("ascii, text\n"), std::string("\"quoted\",客户,\u00e9\n")}) {
        std::string text;
        while (text.size() < 2 * piece + 300) text += filler;
        text.resize(text.size() + scan_padding);
        const std::size_t size = text.size() - scan_padding - text.size() % 5;
        std::size_t checked = 0;
        for (const std::size_t border : {std::size_t{0}, std::size_t{64}, piece, 2 * piece}) {
            for (std::size_t at = border < 6 ? 0 : border - 6; at < border + 6; ++at) {
                for (const std::string_view broken : {"\xFF", "\xE5\xAE", "\xF0\x9F\x98\x80", "\xC3", "\x80"}) {
                    std::string changed = text;
                    changed.replace(at, broken.size(), broken);
                    const std::ptrdiff_t expected = find_utf8_fault_portable(changed.data(), size, before);
                    const ChunkAnalysis fast = analyse_chunk(changed.data(), size, before, ',');
                    const ChunkAnalysis portable = analyse_chunk_portable(changed.data(), size, before, ',');
                    CHECK(fast.utf8_fault == expected);
                    CHECK(portable.utf8_fault == expected);
                    CHECK(fast.newlines == portable.newlines);
                    checked += expected != no_utf8_fault ? 1 : 0;
                }
            }
        }
        CHECK(checked > 100);
    }
}

TEST_CASE("text that is not UTF-8 is refused with its line and what to try") {
    const auto refusal = [](const std::string& text, std::size_t piece) {
        return error_of([&] {
            test::read_in_pieces(
                text, [&] { return piece; }, ',', 2);
        });
    };
    std::string chinese;
    for (int i = 0; i < 500; ++i) chinese += "\xD5\xC5\xC8\xFD,\xC0\xEE\xCB\xC4\n";
    const std::string words = refusal("a,b\n" + chinese, 100);
    CHECK(words.find("it looks like GB18030: try --encoding gb18030") != std::string::npos);
    for (const std::size_t piece : {1UL, 2UL, 3UL, 7UL, 100UL}) {
        INFO(piece);
        CHECK(refusal("a,b\n" + chinese, piece) == words);
        CHECK(refusal("a,b\nc,日本\ne,f\n", piece).empty());
        CHECK(refusal("a,b\n\"c\n\",日\xE6\n\x97,f\n", piece)
                  .starts_with("text:3: the text is not UTF-8 here (bytes E6); "));
        CHECK(refusal("a,b\nc,\xE6\x97", piece).starts_with("text:2: the text is not UTF-8 here (bytes E6 97); "));
        CHECK(refusal("a,b\nc,\xC0\xAF\n", piece).starts_with("text:2: the text is not UTF-8 here (bytes C0 AF); "));
    }
    CHECK(refusal("a,b\nc,\xFF\n", 100).find("iconv -c -f UTF-8 -t UTF-8 FILE | rfm score") != std::string::npos);
}

}  // namespace
}  // namespace rfm::csv
