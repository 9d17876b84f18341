// fast-cpp-csv-parser as an independent reader of what it can read: files without quoted newlines, blank lines or
// extra fields.
#if defined(__GNUC__) && !defined(__clang__)
// fast-cpp-csv-parser copies file names with strncpy, which is what it means.
#pragma GCC diagnostic ignored "-Wstringop-truncation"
#endif
#define CSV_IO_NO_THREAD
#include <fmt/format.h>
#include <libfccp/csv.h>

#include "csv/random_text.h"
#include "csv/read_text.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::test {
namespace {

using Row = std::vector<std::string>;

std::vector<Row> read_by_fast_cpp_csv_parser(const std::string& text) {
    io::CSVReader<4, io::trim_chars<>, io::double_quote_escape<',', '"'>> reader("text", text.data(),
                                                                                 text.data() + text.size());
    reader.read_header(io::ignore_no_column, "id", "the name", "day", "sum");
    std::vector<Row> rows;
    Row row(4);
    while (reader.read_row(row[0], row[1], row[2], row[3])) rows.push_back(row);
    return rows;
}

std::string random_field(RandomText& random, std::size_t row) {
    std::string value = fmt::format("{}é ", row);
    for (std::size_t left = random.below(random.below(20) == 0 ? 200 : 12); left > 0; --left) {
        value += "abc;,\"|\t x"[random.below(10)];
    }
    if (value.find_first_of(",\"") == std::string::npos && random.below(3) != 0) return value;
    std::string quoted = "\"";
    for (const char c : value) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

TEST_CASE("an independent reader gives the same fields") {
    const TemporaryFolder folder;
    RandomText random(41);
    for (std::size_t round = 0; round < 20; ++round) {
        std::string text = "id,the name,day,sum\n";
        std::size_t rows = 0;
        for (; text.size() < 30'000; ++rows) {
            text += fmt::format("{},{},{},{}", random_field(random, rows), random_field(random, 7 * rows),
                                random.below(3) == 0 ? "" : random_field(random, rows), rows);
            text += round % 2 == 0 ? "\n" : "\r\n";
        }
        const std::vector<Row> expected = read_by_fast_cpp_csv_parser(text);
        REQUIRE(expected.size() == rows);
        const FileReading reading =
            read_csv_file(folder.write("orders.csv", text), {1 + random.below(5'000), ',', true});
        REQUIRE(reading.header == Row{"id", "the name", "day", "sum"});
        REQUIRE(reading.text.records.size() == rows);
        for (std::size_t i = 0; i < rows; ++i) {
            if (reading.text.records[i].fields != expected[i]) FAIL("row " << i << ": " << reading.text.records[i]);
        }
    }
}

}  // namespace
}  // namespace rfm::test
