#include "base/csv_field.h"

#include "csv/random_text.h"
#include "csv/reference_parser.h"
#include "support/catch.h"

namespace rfm::base {
namespace {

std::string written(std::string_view text) {
    std::string out = "x,";
    append_field(out, text);
    return out.substr(2);
}

TEST_CASE("only a field that needs quotes gets them") {
    CHECK(written("") == "");
    CHECK(written(" spaced ; | \t ") == " spaced ; | \t ");
    CHECK(written("a,b") == "\"a,b\"");
    CHECK(written("a\nb") == "\"a\nb\"");
    CHECK(written("a\r") == "\"a\r\"");
    CHECK(written("the \"best\"") == "\"the \"\"best\"\"\"");
    CHECK(written("\"") == "\"\"\"\"");
}

// The search goes by words of eight bytes: each byte value at each place of fields of every length up to three words.
TEST_CASE("a byte that needs quotes is found wherever it stands, and no other is taken for it") {
    for (std::size_t size = 1; size <= 24; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            for (const char around : {'x', '\0', '\xFF', '+', '\x0B'}) {
                for (int value = 0; value < 256; ++value) {
                    std::string text(size, around);
                    text[at] = static_cast<char>(value);
                    const bool expected = value == ',' || value == '"' || value == '\r' || value == '\n';
                    if (needs_quotes(text) != expected) FAIL("byte " << value << " at " << at << " of " << size);
                }
            }
        }
    }
    SUCCEED();
}

TEST_CASE("what is written reads back as it was") {
    test::RandomText random(5);
    for (int round = 0; round < 2'000; ++round) {
        const std::string first = random.noise(random.below(40));
        const std::string second = random.noise(random.below(40));
        std::string line;
        append_field(line, first);
        line += ',';
        append_field(line, second);
        line += '\n';
        const test::TextRecords read = test::parse_by_the_rules(line, ',', 2);
        REQUIRE(read.records.size() == 1);
        REQUIRE(read.records[0].fields == std::vector<std::string>{first, second});
    }
}

TEST_CASE("another delimiter needs quotes where it stands, and a comma does not") {
    for (const auto& [text, field] : {std::pair("a,b", "a,b"),
                                      {"a\tb", "\"a\tb\""},
                                      {"a\"b", "\"a\"\"b\""},
                                      {"a long text, with a comma", "a long text, with a comma"},
                                      {"a long text\twith a tab in it", "\"a long text\twith a tab in it\""},
                                      {"a long text with one at the end\t", "\"a long text with one at the end\t\""}}) {
        std::string out;
        append_field(out, text, '\t');
        CHECK(out == field);
    }
}

}  // namespace
}  // namespace rfm::base
