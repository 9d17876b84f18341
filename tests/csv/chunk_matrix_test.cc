// Texts that are hard to cut, read in chunks of every size: always the same records, faults and lines, and those that
// the rules give.
#include <fmt/format.h>

#include "csv/random_text.h"
#include "csv/read_text.h"
#include "csv/reference_parser.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::test {
namespace {

using namespace std::string_literals;

constexpr std::size_t chunk_sizes[] = {1, 2, 3, 5, 7, 16, 63, 64, 65, 100, 127, 128, 1000, 4096, std::size_t{1} << 20};

void check(const std::string& text, const std::string& what, std::size_t least_chunk = 1) {
    static const TemporaryFolder folder;
    const std::string header = "first,second,third\n";
    const std::string path = folder.write("orders.csv", header + text);
    const TextRecords expected = parse_by_the_rules(text, ',', 3, 2);
    for (const std::size_t size : chunk_sizes) {
        if (size < least_chunk) continue;
        const FileReading reading = read_csv_file(path, {size, ',', true});
        if (reading.text == expected) continue;
        if (text.size() > 5'000) FAIL(what << ", chunks of " << size);
        FAIL(what << ", chunks of " << size << ": " << base::shown(text, 5'000) << "\nexpected" << expected << "actual"
                  << reading.text);
    }
}

// The text at every distance from the start, so that each of its bytes meets each boundary.
void check_shifted(const std::string& text, const std::string& what) {
    for (std::size_t shift = 0; shift < 66; ++shift) {
        check(std::string(shift, 'p') + ",q,r\n" + text, what + ", moved by " + std::to_string(shift));
    }
}

TEST_CASE("quotes and line ends on every boundary") {
    check_shifted("a,\"b\nb\",c\n\"\n\",d,\"\r\n\"\r\n", "quoted newlines");
    check_shifted("a,b,c\r\nd,e,\"f\"\r\n\r\n\r\ng,h,i\r\n", "CRLF");
    check_shifted("a,\"\"\"b\"\"\",\"\"\"\"\n\"\"\"\",\"\"\"\"\"\",c\n", "doubled quotes");
    check_shifted("a,5\" b,c\nd\",\"e\",f\n\"g\",\"h\",\"i\"\n", "stray quotes");
    check_shifted("\"a\"x,b,c\nd,\"e\" ,f\ng,h,\"i\"\rx\nj,\"k\"\r,l\nm,n,\"o\"\n", "text behind closing quotes");
    check_shifted("\0,\"\0\n\0\",c\n\"\"\"\0\",\0\0,d\n"s, "NUL bytes");
    check_shifted("a,b,c,,\n\nd,e,f,\"\"\ng,h\ni,j,k,l\n", "numbers of fields");
    check_shifted("a,b\r,c\r\n\rd,e,f\r\r\n\r", "lone CRs");
}

TEST_CASE("texts that end in every way") {
    for (const char* end :
         {"",    "\n",  "\r\n",  "\r",      "\n\n",    "\n\r\n", "\n\r", ",",         ",,",      "\"",
          "x\"", ",\"", ",\"\"", ",\"\"\r", ",\"x\"y", ",\"x\n", "\n\"", "\n\"x\n\n", "\n\"x\"", "\n5\"x,\"y\n"}) {
        check("a,b,c\nd,\"e\",f"s + end, "ending in " + base::shown(end));
        check(end, "nothing but " + base::shown(end));
    }
}

TEST_CASE("fields of 1 to 200 bytes, bare and quoted") {
    std::string text;
    for (std::size_t length = 1; length <= 200; ++length) {
        std::string bare(length, 'b');
        bare.back() = 'e';
        std::string quoted(length, ',');
        quoted[length / 2] = '\n';
        const std::string record = fmt::format("{},\"{}\",{}\n", bare, quoted, length);
        check(record + record, "length " + std::to_string(length));
        text += record;
    }
    check(text, "all lengths");
}

TEST_CASE("quotes at the starts and ends of chunks") {
    for (const std::size_t size : {63UL, 64UL, 65UL, 128UL}) {
        // A field that opens, doubles or closes its quote on a boundary, one byte before it or one behind.
        for (std::size_t at = size - 3; at <= size + 3; ++at) {
            const std::string fill(at, 'f');
            check(fill + ",\"\n\",c\n" + fill + ",\"\"\"\",c\n", "opening at " + std::to_string(at));
            check("\"" + fill + "\n\",b,c\n\"" + fill + "\"\"\",b,c\n", "closing at " + std::to_string(at));
            check("\"" + fill + "\"x,b,c\na,b,c\n", "text behind, at " + std::to_string(at));
            check(fill + "\",\"b\n\",c\nd,e,f\n", "stray at " + std::to_string(at));
            check("\"" + fill + "\"\r\n\"" + fill + "\"\rx\n", "CR behind, at " + std::to_string(at));
        }
    }
}

TEST_CASE("random texts from files") {
    RandomText random(8);
    for (int round = 0; round < 60; ++round) {
        std::string text = random.records(300, ',', 3, 40);
        random.change_bytes(text, random.below(4));
        check(text, "round " + std::to_string(round));
    }
}

TEST_CASE("fields of a megabyte") {
    const std::string big(1'000'000, 'm');
    check("a," + big + ",c\nd,\"" + big + "\n\"\"" + big + "\",f\n", "regular", 63);
    // A stray quote makes each chunk go over the open record again: fine for real chunks, slow for tiny ones.
    check("5\"," + big + ",c\nd,e\"," + big + "\n\"g\"h,\"" + big + "\",i\nj,k,l\n", "irregular", 100'000);
}

// What stands beyond the first bytes, 256 KiB, is read in another way.
TEST_CASE("records across the end of the first bytes") {
    for (const char* record : {"a,\"b\n\"\"\",c\r\n", "a,b\",\"c\n\"\n", "\"a\"x,b,c\n"}) {
        std::string text;
        for (int i = 0; text.size() < 262'000; ++i) text += fmt::format("{},{},{}\n", i, 3 * i, 7 * i);
        while (text.size() < 262'400) text += record;
        check(text, base::shown(record), 63);
    }
}

}  // namespace
}  // namespace rfm::test
