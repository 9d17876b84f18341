// The conformance files of csv-spectrum, csv-test-data and csvkit: each read to its stated result, or refused as it
// should be; where our rules differ from what a file's author states, the test says so and why.
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "csv/read_text.h"
#include "csv/reference_parser.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::test {
namespace {

using csv::RecordFault;
using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

std::string torture_file(const std::string& name) {
    return shared_file("csv-torture/" + name);
}

const FileOptions no_header = {std::size_t{1} << 20, std::nullopt, false};

Rows rows_of(const TextRecords& text) {
    REQUIRE_FALSE(text.unterminated_quote);
    Rows rows;
    for (const TextRecord& record : text.records) {
        REQUIRE(record.fault == RecordFault::none);
        rows.push_back(record.fields);
    }
    return rows;
}

// The same file in chunks of each size, and by the rules.
FileReading read_every_way(const std::string& path, FileOptions options = {}) {
    const FileReading whole = read_csv_file(path, options);
    options.delimiter = whole.dialect.delimiter;
    for (const std::size_t size :
         {1UL, 2UL, 3UL, 5UL, 7UL, 16UL, 63UL, 64UL, 65UL, 100UL, 127UL, 128UL, 1000UL, 4096UL}) {
        options.chunk_size = size;
        const FileReading reading = read_csv_file(path, options);
        REQUIRE(reading.header == whole.header);
        REQUIRE(reading.text == whole.text);
    }
    const std::string text = whole_text(path);
    TextRecords expected = parse_by_the_rules(text, whole.dialect.delimiter, 0);
    if (options.has_header) {
        REQUIRE(expected.records.at(0).fields == whole.header);
        expected.records.erase(expected.records.begin());
    }
    REQUIRE(whole.text == expected);
    return whole;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
    return text;
}

// The file as it is and with the line ends of Windows, whatever a version control system made of them.
void check_both_line_ends(const std::string& path, const FileOptions& options, const Rows& expected) {
    REQUIRE(rows_of(read_every_way(path, options).text) == expected);
    const TemporaryFolder folder;
    const std::string text = read_file(path);
    REQUIRE(text.find('\r') == std::string::npos);
    Rows with_returns = expected;
    for (Row& row : with_returns) {
        for (std::string& field : row) field = replaced(field, "\n", "\r\n");
    }
    REQUIRE(rows_of(read_every_way(folder.write("crlf.csv", replaced(text, "\n", "\r\n")), options).text) ==
            with_returns);
}

nlohmann::ordered_json stated(const std::string& folder, const std::string& name) {
    return nlohmann::ordered_json::parse(read_file(torture_file(folder + "/json/" + name + ".json")));
}

// Objects with the header's names as keys.
Rows rows_of_objects(const nlohmann::ordered_json& objects, const Row& header) {
    Rows rows;
    for (const auto& object : objects) {
        Row row;
        for (const auto& [name, value] : object.items()) {
            REQUIRE(name == header.at(row.size()));
            row.push_back(value);
        }
        rows.push_back(row);
    }
    return rows;
}

TEST_CASE("csv-spectrum: each file has its stated result") {
    for (const std::string name : {"comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines",
                                   "quotes_and_newlines", "simple", "simple_crlf", "utf8"}) {
        INFO(name);
        const std::string path = torture_file("csv-spectrum/csvs/" + name + ".csv");
        if (path.empty()) return;
        const Row header = read_csv_file(path).header;
        check_both_line_ends(path, {}, rows_of_objects(stated("csv-spectrum", name), header));
    }
}

TEST_CASE("csv-spectrum: newlines_crlf, once its line ends are what its name says") {
    const std::string path = torture_file("csv-spectrum/csvs/newlines_crlf.csv");
    if (path.empty()) return;
    // The copy here has lost its CRs; with them back, the stated result holds: the quoted CRLF stays as it is.
    const Rows expected = rows_of_objects(stated("csv-spectrum", "newlines_crlf"), {"a", "b", "c"});
    CHECK(expected[1][0] == "Once upon \r\na time");
    const TemporaryFolder folder;
    const std::string restored = folder.write("crlf.csv", replaced(read_file(path), "\n", "\r\n"));
    CHECK(rows_of(read_every_way(restored).text) == expected);
    CHECK(rows_of(read_every_way(path).text)[1][0] == "Once upon \na time");
}

TEST_CASE("csv-spectrum: location_coordinates has literal quotes in an unquoted field") {
    const std::string path = torture_file("csv-spectrum/csvs/location_coordinates.csv");
    if (path.empty()) return;
    // The stated result is one object, and its telephone number is not the one in the file; the rest agrees.
    const auto object = stated("csv-spectrum", "location_coordinates");
    CHECK(object["Contact Phone Number"] == "1234567890");
    check_both_line_ends(path, {},
                         {{"2095257564", object["Location Coordinates"], object["Cities"], object["Counties"]}});
}

TEST_CASE("csv-test-data: each valid file has its stated result") {
    for (const std::string name :
         {"empty-field", "leading-space", "one-column", "quotes-empty", "quotes-with-comma",
          "quotes-with-escaped-quote", "quotes-with-newline", "quotes-with-space", "simple-crlf", "simple-lf",
          "trailing-newline", "trailing-newline-one-field", "trailing-space", "utf8"}) {
        INFO(name);
        const std::string path = torture_file("csv-test-data/csv/" + name + ".csv");
        if (path.empty()) return;
        check_both_line_ends(path, no_header, stated("csv-test-data", name).get<Rows>());
    }
    for (const std::string name : {"header-simple", "header-no-rows"}) {
        INFO(name);
        const std::string path = torture_file("csv-test-data/csv/" + name + ".csv");
        CHECK(read_csv_file(path).header == Row{"foo", "bar", "baz"});
        check_both_line_ends(path, {}, rows_of_objects(stated("csv-test-data", name), {"foo", "bar", "baz"}));
    }
}

TEST_CASE("csv-test-data: a blank line is no record, unlike what two files state") {
    const std::string path = torture_file("csv-test-data/csv/empty-one-column.csv");
    if (path.empty()) return;
    CHECK(stated("csv-test-data", "empty-one-column").get<Rows>() == Rows{{"foo"}, {""}});
    CHECK(rows_of(read_every_way(path, no_header).text) == Rows{{"foo"}});
    const std::string empty = torture_file("csv-test-data/csv/all-empty.csv");
    CHECK(stated("csv-test-data", "all-empty").get<Rows>() == Rows{{""}, {""}});
    CHECK(error_of([&] { read_csv_file(empty, no_header); }) ==
          empty + ": holds nothing but blank lines; was the export finished?");
}

TEST_CASE("csv-test-data: bad files are refused, or their bad row is") {
    const std::string folder = torture_file("csv-test-data/csv");
    if (folder.empty()) return;
    const auto only_record = [&](const std::string& name) {
        const FileReading reading = read_every_way(folder + name);
        CHECK(reading.header == Row{"foo", "bar", "baz"});
        REQUIRE(reading.text.records.size() == 1);
        return reading.text.records[0];
    };
    CHECK(read_every_way(folder + "/bad-missing-quote.csv").text == TextRecords{{}, 2});
    CHECK(only_record("/bad-quotes-with-unescaped-quote.csv").fault == RecordFault::text_after_quote);
    // Bad to its author; by our rule a quote inside an unquoted field is a literal character.
    CHECK(only_record("/bad-unescaped-quote.csv").fields == Row{"1", "This \"quotes\" must be escaped", "3"});
    CHECK(only_record("/bad-header-less-fields.csv").fault == RecordFault::too_few_fields);
    CHECK(only_record("/bad-header-more-fields.csv").fault == RecordFault::too_many_fields);
    CHECK(error_of([&] { read_csv_file(folder + "/bad-header-no-header.csv"); }) ==
          folder + "/bad-header-no-header.csv: is empty; was the export finished?");
    // Well-formed: that its names are not those wanted is for the column mapping to say.
    const FileReading other = read_every_way(folder + "/bad-header-wrong-header.csv");
    CHECK(other.header == Row{"qux", "quux", "quuz"});
    CHECK(other.text.records.empty());
}

// One file of csvkit with its whole result.
struct Known {
    std::string name;
    Row header;
    Rows rows;
    char delimiter = ',';
    std::uint64_t first_line = 2;
};

TEST_CASE("csvkit: small files are read whole") {
    using namespace std::string_literals;
    const Row abc = {"a", "b", "c"};
    const Known files[] = {
        {"blanks.csv", {"a", "b", "c", "d", "e", "f"}, {{"", "NA", "N/A", "NONE", "NULL", "."}}},
        {"blanks_converted.csv", {"a", "b", "c", "d", "e", "f"}, {{"", "", "", "", "", ""}}},
        {"date_like_number.csv", {"a"}, {{"4.5"}}},
        {"dummy.csv", abc, {{"1", "2", "3"}}},
        {"dummy.tsv", abc, {{"1", "2", "3"}}, '\t'},
        {"dummy2.csv", abc, {{"1", "2", "3"}}},
        {"dummy3.csv", abc, {{"1", "2", "3"}, {"1", "4", "5"}}},
        {"dummy_col_shuffled.csv", {"b", "c", "a"}, {{"2", "3", "1"}}},
        {"dummy_col_shuffled_ragged.csv", {"b", "c", "a", "d"}, {{"2", "3", "1", "4"}}},
        {"foo1.csv", {"id", "name", "age"}, {{"1", "Jake", "22"}, {"2", "Howard", "21"}}},
        {"foo2.csv", {"id", "name", "age"}, {{"3", "Liz", "20"}, {"4", "Tim", "21"}}},
        {"join_a.csv", abc, {{"1", "b", "c"}, {"2", "b", "c"}, {"3", "b", "c"}}},
        {"join_b.csv", abc, {{"1", "b", "c"}, {"1", "b", "c"}, {"4", "b", "c"}}},
        {"join_no_header_row.csv", {"d", "e", "f"}, {{"1", "b", "c"}, {"1", "b", "c"}, {"4", "b", "c"}}},
        {"join_short.csv", {"a", "b", "c", "b2", "c2"}, {{"1", "b", "", "b", "c"}, {"1", "b", "", "b", "c"}}},
        {"null_byte.csv", abc, {{"\0"s, "2", "3"}}},
        {"optional_quote_characters.csv", abc, {{"1", "2", "3"}}},
        {"sniff_limit.csv", abc, {{"1", "2", "3"}}, ';'},
        {"sort_ints_nulls.csv", abc, {{"1", "2", "3"}, {"4", "", "6"}, {"5", "1", "7"}}},
        {"test_date_format.csv", {"a"}, {{"02/01/2014"}, {"31/12/2012"}}},
        {"test_date_format_converted.csv", {"a"}, {{"2014-01-02"}, {"2012-12-31"}}},
        {"test_empty_columns_long_row.csv", abc, {{"", "", ""}}},
        {"test_header_newline.csv",
         {"\t\n\v\f\r start \t\n\v\f\r end \t\n\v\f\r", "b", "c"},
         {{"d", "e", "f"}},
         ',',
         5},
        {"test_ignore_case.csv",
         abc,
         {{"100", "2003-01-01", "a"},
          {"100", "2003-01-01", "A"},
          {"20", "2002-01-01", "b"},
          {"20", "2001-01-01", "c"},
          {"3", "2009-01-01", "d"}}},
        {"test_latin1.csv", abc, {{"1", "2", "3"}, {"4", "5", "©"}}},
        {"test_literal_order.csv", {"a", "b"}, {{"192", "1"}, {"27", "2"}, {"3", "3"}}},
        {"test_locale.csv", abc, {{"1,7", "200.000.000", ""}}},
        {"test_locale_converted.csv", abc, {{"1.7", "200000000", ""}}},
        {"test_no_leading_zeroes.csv", abc, {{"01", "00.11", "0.1"}}},
        {"test_numeric_date_format.csv", {"a"}, {{"20140102"}, {"20121231"}}},
        {"test_precision.csv", {"a"}, {{"1.234567"}}},
        {"test_skip_lines.csv", abc, {{"1", "2", "3"}}, ',', 5},
        {"test_utf8.csv", {"foo", "bar", "baz"}, {{"1", "2", "3"}, {"4", "5", "ʤ"}}},
        {"test_utf8_bom.csv", {"foo", "bar", "baz"}, {{"1", "2", "3"}, {"4", "5", "ʤ"}}},
        {"testfixed_schema_no_inference.csv",
         {"column", "start", "length"},
         {{"a", "0", "6"}, {"b", "6", "4"}, {"c", "10", "2"}}},
        {"testjson_multiline_converted.csv", {"a", "b", "d"}, {{"2", "3", ""}, {"", "2", "4"}}},
        {"testxls_unicode_converted.csv", abc, {{"1.0", "2.0", "3.0"}}},
        {"testxlsx_unicode_converted.csv", abc, {{"1", "2", "3"}}},
    };
    for (const Known& known : files) {
        INFO(known.name);
        const std::string path = torture_file("csvkit/" + known.name);
        if (path.empty()) return;
        const FileReading reading = read_every_way(path);
        CHECK(reading.header == known.header);
        CHECK(rows_of(reading.text) == known.rows);
        CHECK(reading.dialect.delimiter == known.delimiter);
        CHECK(reading.first_line == known.first_line);
        CHECK(reading.encoding.starts_with(known.name == "test_latin1.csv" ? "Windows-1252 (detected)" : "UTF-8"));
        CHECK(reading.dialect.byte_order_mark == (known.name == "test_utf8_bom.csv"));
    }
}

TEST_CASE("csvkit: larger files have their number of rows, and their first and last") {
    struct Large {
        std::string name;
        std::size_t fields, rows;
        Row first, last;  // as far as stated
    };
    const Large files[] = {
        {"iris.csv",
         5,
         150,
         {"5.1", "3.5", "1.4", "0.2", "Iris-setosa"},
         {"5.9", "3.0", "5.1", "1.8", "Iris-virginica"}},
        {"irismeta.csv",
         3,
         3,
         {"Iris-versicolor", "http://en.wikipedia.org/wiki/Iris_versicolor", "IRVE2"},
         {"Iris-setosa", "", "IRSE"}},
        {"sheetsxls_converted.csv", 9, 5, {"Chicago Tribune", "1920-01-01", "164"}, {"Unicode! Σ", "", ""}},
        {"sheetsxlsx_converted.csv", 9, 5, {"Chicago Tribune", "1920-01-01", "164"}, {"Unicode! Σ", "", ""}},
        {"test_geo.csv",
         12,
         17,
         {"dcl", "Downtown Coffee Lounge", "",
          "In addition to being the only coffee shop in downtown Tyler, DCL also features regular exhibitions of work "
          "by local artists."},
         {}},
        {"test_geojson.csv",
         7,
         3,
         {"", "value0", "", R"({"type": "Point", "coordinates": [102.0, 0.5]})", "Point", "102.0", "0.5"},
         {"", "value0", R"({"this": "that"})"}},
        {"testdbf_converted.csv", 12, 8, {"27", "8", "2708", "Congressional District 8"}, {"27", "3", "2703"}},
        {"testfixed_converted.csv", 8, 4, {"Chicago Reader", "1971-01-01"}, {"Row with blanks", ""}},
        {"testfixed_schema.csv", 3, 8, {"text", "0", "18"}, {"empty_column", "77", "2"}},
        {"testjson_converted.csv", 7, 5, {"Chicago Reader", "1.0"}, {"Unicode! Σ", "", "", "", "", "", ""}},
        {"testjson_nested_converted.csv", 7, 2, {"Chicago Reader", "1.0"}, {"Chicago Sun-Times", "1.27"}},
        {"testxls_converted.csv", 8, 5, {"Chicago Reader", "1971-01-01", "40.0"}, {"Unicode! Σ", ""}},
        {"testxlsx_converted.csv", 8, 5, {"Chicago Reader", "1971-01-01", "40"}, {"Unicode! Σ", ""}},
        {"testxlsx_noinference_converted.csv", 8, 5, {"Chicago Reader", "1971-01-01", "40"}, {"Unicode! Σ", ""}},
    };
    const auto starts_with = [](const Row& row, const Row& start) {
        return row.size() >= start.size() && std::equal(start.begin(), start.end(), row.begin());
    };
    for (const Large& large : files) {
        INFO(large.name);
        const std::string path = torture_file("csvkit/" + large.name);
        if (path.empty()) return;
        const FileReading reading = read_every_way(path);
        const Rows rows = rows_of(reading.text);
        CHECK(reading.field_count == large.fields);
        REQUIRE(rows.size() == large.rows);
        CHECK(starts_with(rows.front(), large.first));
        CHECK(starts_with(rows.back(), large.last));
    }
}

TEST_CASE("csvkit: files without a header") {
    const std::string folder = torture_file("csvkit");
    if (folder.empty()) return;
    CHECK(rows_of(read_every_way(folder + "/no_header_row.csv", no_header).text) == Rows{{"1", "2", "3"}});
    CHECK(rows_of(read_every_way(folder + "/no_header_row2.csv", no_header).text) == Rows{{"4", "5", "6"}});
    CHECK(rows_of(read_every_way(folder + "/no_header_row3.csv", no_header).text) ==
          Rows{{"1", "2", "3"}, {"4", "5", "6"}});
}

TEST_CASE("csvkit: ragged rows are bad rows, each with its line, and the others are read") {
    using F = RecordFault;
    struct Ragged {
        std::string name;
        std::vector<std::pair<std::uint64_t, F>> records;
        Row last;  // of the records, when it is good
    };
    const Ragged files[] = {
        {"bad.csv",
         {{2, F::too_many_fields}, {3, F::too_few_fields}, {4, F::none}},
         {"0", "mixed types.... uh oh", "17"}},
        {"bad_skip_lines.csv",
         {{5, F::too_many_fields}, {6, F::too_few_fields}, {7, F::none}},
         {"0", "mixed types.... uh oh", "17"}},
        {"join_a_short.csv", {{2, F::too_few_fields}, {3, F::too_few_fields}, {4, F::none}}, {"3", "b", "c"}},
        {"test_empty_columns.csv", {{2, F::none}, {3, F::too_few_fields}, {4, F::none}}, {"", "", "", "", ""}},
        {"test_empty_columns_short_row.csv", {{2, F::too_few_fields}}, {}},
        {"test_extra_header.csv", {{2, F::too_few_fields}}, {}},
        {"test_join_short_rows.csv", {{2, F::too_few_fields}, {3, F::too_few_fields}, {4, F::none}}, {"3", "b", "c"}},
    };
    for (const Ragged& ragged : files) {
        INFO(ragged.name);
        const std::string path = torture_file("csvkit/" + ragged.name);
        if (path.empty()) return;
        const TextRecords text = read_every_way(path).text;
        REQUIRE(text.records.size() == ragged.records.size());
        for (std::size_t i = 0; i < text.records.size(); ++i) {
            CHECK(text.records[i].line == ragged.records[i].first);
            CHECK(text.records[i].fault == ragged.records[i].second);
        }
        CHECK(text.records.back().fields == ragged.last);
    }
}

TEST_CASE("csvkit: other encodings and line ends are read, and a file of blank lines is refused") {
    const std::string folder = torture_file("csvkit");
    if (folder.empty()) return;
    CHECK(error_of([&] { read_csv_file(folder + "/empty.csv"); }) ==
          folder + "/empty.csv: holds nothing but blank lines; was the export finished?");
    CHECK(rows_of(read_every_way(folder + "/mac_newlines.csv").text) ==
          Rows{{"1", "2", "3"}, {"Once upon\na time", "5", "6"}});
    for (const char* name : {"/test_utf16_big.csv", "/test_utf16_little.csv"}) {
        const FileReading reading = read_every_way(folder + name);
        CHECK(reading.encoding.starts_with("UTF-16"));
        CHECK(rows_of(reading.text) == rows_of(read_every_way(folder + "/test_utf8.csv").text));
    }
}

// So that a file added to the collection does not go untested unseen.
TEST_CASE("no conformance file is left out") {
    const std::string folder = torture_file("");
    if (folder.empty()) return;
    std::size_t spectrum = 0, test_data = 0, csvkit = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string path = entry.path().string();
        if (!path.ends_with(".csv") && !path.ends_with(".tsv")) continue;
        spectrum += path.find("/csv-spectrum/") != std::string::npos ? 1 : 0;
        test_data += path.find("/csv-test-data/") != std::string::npos ? 1 : 0;
        csvkit += path.find("/csvkit/") != std::string::npos ? 1 : 0;
    }
    CHECK(spectrum == 12);
    CHECK(test_data == 25);
    CHECK(csvkit == 66);
}

}  // namespace
}  // namespace rfm::test
