// The start of the table: skipped lines, "sep=", and a header that stands below other lines.
#include "csv/table_start.h"

#include <algorithm>

#include <fmt/format.h>

#include "csv/later_header.h"
#include "csv/read_text.h"
#include "support/catch.h"

namespace rfm::csv {
namespace {

using test::error_of;
using Names = std::vector<std::string>;

// The columns wanted are "who" and "when".
HeaderSearch wanted() {
    HeaderSearch search;
    search.needed_columns = [](const Names& names, bool) -> std::optional<std::vector<std::uint32_t>> {
        const auto who = std::find(names.begin(), names.end(), "who");
        const auto when = std::find(names.begin(), names.end(), "when");
        if (who == names.end() || when == names.end()) return std::nullopt;
        return std::vector<std::uint32_t>{static_cast<std::uint32_t>(who - names.begin()),
                                          static_cast<std::uint32_t>(when - names.begin())};
    };
    return search;
}

HeaderSearch skipping(std::uint64_t lines) {
    HeaderSearch search = wanted();
    search.skip_lines = lines;
    return search;
}

TableStart start_of(std::string_view text, const HeaderSearch& search = wanted(),
                    std::optional<char> delimiter = std::nullopt, bool has_header = true) {
    const auto start = find_table_start(text, SampleReach::whole, delimiter, has_header, search, "f.csv");
    REQUIRE(start);
    return *start;
}

const std::string rows = "a;2025-01-01;1,5\nb;2025-01-02;2,5\n";

TEST_CASE("a first record that names the columns is the header, whatever stands below") {
    const std::string text = "who;when\na;b\nwho;when\nc;d\n";
    const TableStart start = start_of(text);
    CHECK(start.header_line == 1);
    CHECK(start.records_begin == 9);
    CHECK_FALSE(start.skipped_lines);
    CHECK(start.found_behind.empty());
    CHECK_FALSE(start.likely_header);
    CHECK_FALSE(start.separator_line);
}

TEST_CASE("lines before the header do not hide it, nor the delimiter") {
    for (const std::string preamble :
         {"Orders\n", "Orders, all shops\n", "Orders, all; shops, by day\r\n", "\nOrders\n\nby A, B, C, D and E\n\n",
          "Shop:;ACME\nFrom:;2025-01-01\nTo:;2025-02-01\n", "Shop;ACME;;\n;;;\n", "an \"odd quote\n",
          "\"an odd quote\n", "\"an\" odd \"quote\n\"and\nanother\n", "\"a note\nof two lines\"\n",
          "a,b,c,d,e,f;g;h;i;j\n", "\"\n", "|\t,;\n"}) {
        const std::string text = preamble + "who;when;sum\n" + rows;
        INFO(text);
        const TableStart start = start_of(text);
        CHECK(start.header == Names{"who", "when", "sum"});
        CHECK(start.dialect.delimiter == ';');
        CHECK(start.field_count == 3);
        CHECK(text.substr(start.records_begin) == rows);
        const auto lines = static_cast<std::uint64_t>(std::count(preamble.begin(), preamble.end(), '\n'));
        CHECK(start.header_line == lines + 1);
        CHECK(start.first_line == lines + 2);
        CHECK(start.skipped_lines);
        CHECK_FALSE(start.found_behind.empty());
        // The same when the flag says so, and for a delimiter that is given.
        const TableStart skipped = start_of(text, skipping(lines));
        CHECK(skipped.records_begin == start.records_begin);
        CHECK(skipped.header == start.header);
        CHECK(skipped.found_behind.empty());
        CHECK(start_of(text, wanted(), ';').records_begin == start.records_begin);
        // One line less: what is asked for is not second-guessed.
        if (lines == 1 && !preamble.starts_with('"')) CHECK(start_of(text, skipping(0), ';').header_line == 1);
    }
}

TEST_CASE("an odd quote before a table in which everything is quoted") {
    const std::string text = "\"Orders\n\"who\",\"when\"\n\"a\",\"2025-01-01\"\n\"b\",\"2025-01-02\"\n";
    const TableStart start = start_of(text);
    CHECK(start.header == Names{"who", "when"});
    CHECK(start.header_line == 2);
    CHECK(start.found_behind == "\"Orders");
}

TEST_CASE("a header of several lines, and one with nothing below it") {
    const std::string text = "Orders\nwho,when,\"sum\nin EUR\"\na,b,c\n";
    const TableStart start = start_of(text);
    CHECK(start.header == Names{"who", "when", "sum\nin EUR"});
    CHECK(start.header_line == 2);
    CHECK(start.first_line == 4);
    CHECK(start_of("Orders\nwho,when").header == Names{"who", "when"});
    CHECK(start_of("Orders\nwho,when").records_begin == 15);
}

TEST_CASE("rows may have more fields at the end, if they are empty") {
    CHECK(start_of("Orders\nwho,when\na,b,\nc,d,\n").header_line == 2);
    CHECK(start_of("Orders\nwho,when\na,b,c\nc,d,e\n").header_line == 1);
}

TEST_CASE("names that have another number of fields than the records below are no header") {
    const TableStart start = start_of("Columns:\nwho,when\n\na,b,c,d\ne,f,g,h\ni,j,k,l\n");
    CHECK(start.header_line == 1);
    CHECK(start.header == Names{"Columns:"});
    CHECK_FALSE(start.skipped_lines);
}

TEST_CASE("names below what could be rows are no header: rows are not dropped") {
    const TableStart start = start_of("Kd,Wann,Was\na,2025-01-01,1\nwho,when,what\nb,2025-01-02,2\n");
    CHECK(start.header_line == 1);
    CHECK(start.header == Names{"Kd", "Wann", "Was"});
    REQUIRE(start.likely_header);
    CHECK(start.likely_header->behind_rows);
    CHECK(likely_header_words(*start.likely_header) ==
          "\n  line 3 names the columns, but lines before it could be orders; if they are none, give --skip-lines 2");
    // Nor does another width make them a preamble; only one such line is a sentence.
    const TableStart wider = start_of("Kd,Wann,Was,Wo\na,2025-01-01,1,x\nwho,when,what\nb,2025-01-02,2\nc,d,e\n");
    CHECK(wider.header_line == 1);
    CHECK(wider.likely_header->behind_rows);
    CHECK(start_of("Orders,of,all,shops\nwho,when,what\nb,2025-01-02,2\nc,d,e\n").header_line == 2);
    // A line as wide as the table that lacks what every row has is none.
    CHECK(start_of("Shop,,ACME\nwho,when,what\nb,2025-01-02,2\n").header_line == 2);
}

TEST_CASE("the header is looked for in the first records only") {
    std::string text;
    for (int i = 0; i < 49; ++i) text += "a note\n";
    CHECK(start_of(text + "who,when\na,b\n").header_line == 50);
    CHECK(start_of(text + "a note\na note\nwho,when\na,b\n").header_line == 1);
}

TEST_CASE("a later record that looks like a header is named, but not taken") {
    const TableStart start = start_of("Orders\nof 2025\nKunde;Wann;Was\n" + rows);
    CHECK(start.header == Names{"Orders"});
    REQUIRE(start.likely_header);
    CHECK(likely_header_words(*start.likely_header) ==
          "\n  line 3 looks like the header: 1 'Kunde', 2 'Wann', 3 'Was'\n  if it is, give --skip-lines 2");
    // Not when the first record has as many fields, and not for numbers, blanks, or a name that comes twice.
    CHECK_FALSE(start_of("Kunde;Wann;Was\nx;y;z\n" + rows).likely_header);
    for (const char* header : {"Kunde;2025;Was\n", "Kunde;;Was\n", "Kunde;Was;Was\n"}) {
        CHECK_FALSE(start_of(std::string("Orders\n") + header + rows).likely_header);
    }
}

TEST_CASE("the refusal of a first line with an odd quote names the likely header too") {
    CHECK(
        error_of([] { start_of("\"Orders\nKunde;Wann;Was\n" + rows); }) ==
        "f.csv:1: a quote opens here and is never closed; close it, or double it (\"\") where it is part of the text");
    CHECK(error_of([] { start_of("\"Orders\" of 2025\nKunde;Wann;Was\n" + rows); }) ==
          "f.csv:1: text stands behind a closing quote in the header; double a quote (\"\") that is part of the text\n"
          "  line 2 looks like the header: 1 'Kunde', 2 'Wann', 3 'Was'\n  if it is, give --skip-lines 1");
}

TEST_CASE("lines that are skipped are counted by line feeds, whatever stands in them") {
    const std::string text = "\"open\n\n,,,\nwho,when\na,b\n";
    const TableStart start = start_of(text, skipping(3));
    CHECK(start.header == Names{"who", "when"});
    CHECK(start.header_line == 4);
    CHECK(start.first_line == 5);
    CHECK(start.skipped_lines);
    // Nothing is looked for behind them.
    CHECK(start_of(text, skipping(2)).field_count == 4);
    CHECK_FALSE(start_of(text, skipping(2)).likely_header);
    const TableStart bare = start_of(text, skipping(4), std::nullopt, false);
    CHECK(bare.header.empty());
    CHECK(bare.records_begin == text.size() - 4);
    CHECK(bare.header_line == 5);
    CHECK(error_of([&] { start_of(text, skipping(6)); }) ==
          "f.csv: --skip-lines 6 leaves nothing to read: it has 5 lines");
    CHECK(error_of([&] { start_of(text, skipping(5)); }) ==
          "f.csv: holds nothing behind its first 5 lines; was the export finished?");
    CHECK(error_of([&] { start_of("a\nb", skipping(2)); }) ==
          "f.csv: --skip-lines 2 leaves nothing to read: it has 2 lines");
    CHECK_FALSE(find_table_start("a\nb\n", SampleReach::more, {}, true, skipping(3), "f.csv"));
    CHECK_FALSE(find_table_start("a\nb\n", SampleReach::more, {}, true, skipping(2), "f.csv"));
    CHECK(error_of([] { find_table_start("a\nb\n", SampleReach::limit, {}, true, skipping(3), "f.csv"); }) ==
          "f.csv: --skip-lines 3 leaves nothing to read: the header must end in the first 0 MiB, which have 2 lines");
}

TEST_CASE("without a header nothing is looked for") {
    const TableStart start = start_of("note\nwho,when\na,b\n", wanted(), std::nullopt, false);
    CHECK(start.header_line == 1);
    CHECK(start.field_count == 1);
    CHECK(start.records_begin == 0);
}

TEST_CASE("a line sep= sets the delimiter and is no part of the table") {
    for (const std::string line : {"sep=|\n", "SEP=|\r\n", "\"sep=|\"\n", "\xEF\xBB\xBFsep=|\n"}) {
        const std::string text = line + "who|when,x;y\na|b\n";
        const TableStart start = start_of(text);
        CHECK(start.separator_line == '|');
        CHECK(start.dialect.delimiter == '|');
        CHECK(start.header == Names{"who", "when,x;y"});
        CHECK(start.header_line == 2);
        CHECK_FALSE(start.skipped_lines);
        // What the user gives goes first; so do skipped lines, of which it is one.
        CHECK(start_of(text, wanted(), ',').header == Names{"who|when", "x;y"});
        CHECK(start_of(text, skipping(0)).header_line == 2);
        CHECK(start_of(text, skipping(1)).header_line == 2);
        CHECK(start_of(text, skipping(2), std::nullopt, false).header_line == 3);
        CHECK(start_of(line + "Orders\n" + "who|when\na|b\n").header_line == 3);
        CHECK(start_of(text, {}, std::nullopt, false).records_begin == line.size());
    }
    for (const char* line : {"sep=\n", "sep=;;\n", "sep=\"\n", "step=;\n", "sep;=\n", "xsep=;\n"}) {
        CHECK_FALSE(start_of(std::string(line) + "who,when\na,b\n").separator_line);
    }
    CHECK(error_of([] { start_of("sep=;\n"); }) ==
          "f.csv: holds nothing behind its first 1 lines; was the export finished?");
}

TEST_CASE("a tie of delimiters is still refused, but not for the lines before the header") {
    CHECK(error_of([] { start_of("a,b;c\nd,e;f\n"); }).find("can't tell the delimiter") != std::string::npos);
    CHECK(start_of("Orders, of 2025; all\nwho;when;x\na;b;c\n").header_line == 2);
}

TEST_CASE("byte-order marks before the first name are none of it") {
    CHECK(start_of("\xEF\xBB\xBF\xEF\xBB\xBF\"who\",when\n").header == Names{"who", "when"});
}

TEST_CASE("a header that goes on behind the sample waits for more of the file") {
    const auto start = [](SampleReach reach, std::string_view text) {
        return find_table_start(text, reach, std::nullopt, true, wanted(), "f.csv");
    };
    CHECK_FALSE(start(SampleReach::more, "who,when"));
    CHECK_FALSE(start(SampleReach::more, "who,\"when\n\n"));
    CHECK(start(SampleReach::whole, "who,when")->header.size() == 2);
    // Behind an odd quote, what is there is enough.
    CHECK(start(SampleReach::more, "\"Orders\nwho,when\na,b\n")->header_line == 2);
    CHECK_FALSE(start(SampleReach::more, "\"Orders\nwho,wh"));
}

}  // namespace
}  // namespace rfm::csv
