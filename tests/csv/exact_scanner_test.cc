#include "csv/exact_scanner.h"

#include <string_view>

#include "support/catch.h"

namespace rfm::csv {
namespace {

struct Scanned {
    Structure structure;
    std::vector<std::uint32_t> faulty;
    OpenRecord open;

    std::vector<std::uint32_t> positions() const {
        return {structure.positions.begin(),
                structure.positions.begin() + static_cast<std::ptrdiff_t>(structure.position_count)};
    }
    std::vector<std::uint32_t> record_ends() const {
        return {structure.record_ends.begin(),
                structure.record_ends.begin() + static_cast<std::ptrdiff_t>(structure.record_count)};
    }
};

using List = std::vector<std::uint32_t>;

Scanned scan(std::string_view text) {
    Scanned result;
    result.open = scan_exactly(text.data(), text.size(), ',', result.structure, result.faulty);
    return result;
}

TEST_CASE("separators outside quotes are found, in quotes not") {
    const Scanned s = scan("a,\"b,\n\"\"c\",d\n\n,\n");
    CHECK(s.positions() == List{1, 10, 12, 13, 14, 15});
    CHECK(s.record_ends() == List{2, 3, 5});
    CHECK(s.faulty.empty());
    CHECK(s.open.begin == 16);
    CHECK(s.open.regular);
    CHECK_FALSE(s.open.inside_quotes);
}

TEST_CASE("a quote inside an unquoted field is a literal character, and the end of the fast path") {
    const Scanned s = scan("5\" pipe,x\ny\",z");
    CHECK(s.positions() == List{7, 9, 12});
    CHECK(s.faulty.empty());
    CHECK(s.open.begin == 10);
    CHECK_FALSE(s.open.regular);
    CHECK_FALSE(s.open.inside_quotes);
    // The record end clears it.
    CHECK(scan("5\" pipe,x\ny,z").open.regular);
}

TEST_CASE("text behind a closing quote makes its record faulty, no other") {
    CHECK(scan("a,\"b\"c\nd\n\"e\" ,f\n\"g\"\r\n\"h\"\rx\n\"i\"\r,j\n\"k\"\r\r\n").faulty == List{0, 2, 4, 5, 6});
    // Quotes behind that are literal; separators count.
    const Scanned s = scan("\"a\"b\"c,d\"\n");
    CHECK(s.positions() == List{6, 9});
    CHECK(s.faulty == List{0});
    CHECK_FALSE(scan("\"a\"b,").open.regular);
    CHECK_FALSE(scan("\"a\"\r,").open.regular);
    CHECK(scan("\"a\"\r").open.regular);
}

TEST_CASE("an open quote is found where it opened") {
    const Scanned s = scan("a\nb,\"c\"\"d\n,\"\"");
    CHECK(s.open.begin == 2);
    CHECK(s.open.inside_quotes);
    CHECK(s.open.opened_at == 4);
    CHECK(s.open.regular);
    CHECK_FALSE(scan("a,\"b\"").open.inside_quotes);
    CHECK_FALSE(scan("").open.inside_quotes);
}

TEST_CASE("what is appended stands behind what was there") {
    Structure structure;
    structure.positions = {7, 99, 98, 97};
    structure.position_count = 1;
    structure.record_ends = {0};
    structure.record_count = 1;
    std::vector<std::uint32_t> faulty;
    scan_exactly("a,b\n", 4, ',', structure, faulty);
    CHECK(structure.position_count == 3);
    CHECK(structure.positions == List{7, 1, 3, 97});
    CHECK(structure.record_ends == List{0, 2});
}

}  // namespace
}  // namespace rfm::csv
