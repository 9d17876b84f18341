#include "csv/csv_input.h"

#include <filesystem>

#include <fmt/format.h>

#include "csv/read_text.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::csv {
namespace {

using Names = std::vector<std::string>;
using test::error_of;
using test::open_text;
using test::TemporaryFolder;

CsvInput open(const TemporaryFolder& folder, std::string_view text, bool has_header = true,
              std::optional<char> delimiter = std::nullopt) {
    return CsvInput::open(open_text(folder.write("orders.csv", text)).bytes, delimiter, has_header);
}

std::string refusal(std::string_view text, bool has_header = true, std::optional<char> delimiter = std::nullopt) {
    const TemporaryFolder folder;
    std::string words = error_of([&] { open(folder, text, has_header, delimiter); });
    const std::string path = folder.file("orders.csv");
    REQUIRE((words.empty() || words.starts_with(path)));
    return words.empty() ? words : words.substr(path.size());
}

// Everything that the chunks hold, checked piece by piece.
std::string all_chunks(CsvInput& input, std::size_t size) {
    std::string text;
    Chunk chunk;
    std::string before = "\n\n\n\n";
    while (input.next_chunk(size, chunk)) {
        REQUIRE(chunk.size() > 0);
        REQUIRE(chunk.size() <= size);
        REQUIRE(std::string(chunk.before(), 4) == before);
        text.append(chunk.data(), chunk.size());
        before = (before + std::string(chunk.data(), chunk.size())).substr(chunk.size());
    }
    REQUIRE_FALSE(input.next_chunk(size, chunk));
    REQUIRE(input.at_end());
    return text;
}

TEST_CASE("the header is read, and the records begin behind it") {
    const TemporaryFolder folder;
    CsvInput input = open(folder, "id,\"Order\nDay\",\"the \"\"sum\"\"\"\r\n7,8,9\r\n");
    CHECK(input.name() == folder.file("orders.csv"));
    CHECK(input.has_header());
    CHECK(input.header() == Names{"id", "Order\nDay", "the \"sum\""});
    CHECK(input.field_count() == 3);
    CHECK(input.first_line() == 3);
    CHECK_FALSE(input.dialect().byte_order_mark);
    CHECK(all_chunks(input, 100) == "7,8,9\r\n");
}

TEST_CASE("without a header the first record tells the number of fields and is read again") {
    const TemporaryFolder folder;
    CsvInput input = open(folder, "\n\r\n7;8;9;\n1;2;3\n", false);
    CHECK_FALSE(input.has_header());
    CHECK(input.header().empty());
    CHECK(input.field_count() == 4);
    CHECK(input.first_line() == 3);
    CHECK(input.dialect().delimiter == ';');
    CHECK(all_chunks(input, 3) == "7;8;9;\n1;2;3\n");
}

TEST_CASE("blank lines before the header are counted and skipped") {
    const TemporaryFolder folder;
    CsvInput input = open(folder, "\r\n\n\nid,day\n\n7,8\n");
    CHECK(input.header() == Names{"id", "day"});
    CHECK(input.first_line() == 5);
    CHECK(all_chunks(input, 100) == "\n7,8\n");
}

TEST_CASE("a byte-order mark is no part of the first name") {
    const TemporaryFolder folder;
    CsvInput input = open(folder, "\xEF\xBB\xBF\"id\",day\n7,8\n");
    CHECK(input.dialect().byte_order_mark);
    CHECK(input.header() == Names{"id", "day"});
    CHECK(all_chunks(input, 1) == "7,8\n");
    CsvInput bare = open(folder,
                         "\xEF\xBB\xBF"
                         "7,8\n",
                         false);
    CHECK(all_chunks(bare, 1) == "7,8\n");
    CHECK(refusal("\xEF\xBB\xBF") == ": holds nothing but blank lines; was the export finished?");
}

TEST_CASE("a header alone is an input without records, with or without a line end") {
    const TemporaryFolder folder;
    for (const char* text : {"id,day", "id,day\n", "id,day\r\n", "id,day\r"}) {
        CsvInput input = open(folder, text);
        CHECK(input.header() == Names{"id", "day"});
        CHECK(all_chunks(input, 10).empty());
    }
}

TEST_CASE("chunks of any size hold the whole text, also beyond the first bytes") {
    const TemporaryFolder folder;
    // The first bytes are 256 KiB: texts that end before, at and behind that, with a header that is no part of it.
    for (const std::size_t size : {std::size_t{1000}, (std::size_t{256} << 10) - 1, std::size_t{256} << 10,
                                   (std::size_t{256} << 10) + 1, std::size_t{900'000}}) {
        std::string text = "id,day\n";
        for (std::size_t i = 0; text.size() < size; ++i) text += fmt::format("{},{}\n", i, 7 * i);
        text.resize(size);
        for (const std::size_t chunk_size : {63UL, 4096UL, 262'137UL, 262'144UL, 300'000UL, 2'000'000UL}) {
            CsvInput input = open(folder, text);
            REQUIRE(all_chunks(input, chunk_size) == text.substr(7));
        }
    }
}

TEST_CASE("an empty file, and one of blank lines only, are refused") {
    CHECK(refusal("") == ": is empty; was the export finished?");
    for (const char* text : {"\n", "\r\n", "\n\n\r\n\n", "\r"}) {
        CHECK(refusal(text) == ": holds nothing but blank lines; was the export finished?");
        CHECK(refusal(text, false) == ": holds nothing but blank lines; was the export finished?");
    }
}

TEST_CASE("a quote that the header never closes is refused with the line where it opens") {
    const std::string words =
        ": a quote opens here and is never closed; close it, or double it (\"\") where it is part of the text";
    CHECK(refusal("id,\"day\n7,8\n9,10\n") == ":1" + words);
    CHECK(refusal("\n\n\"id\n\",day,\"sum\n7,8,9\n") == ":4" + words);
    CHECK(refusal("\n\"7,8", false) == ":2" + words);
}

TEST_CASE("text behind a closing quote in the header is refused, not read as names that are empty") {
    CHECK(refusal("\n\"id\"x,day\n7,8\n") ==
          ":2: text stands behind a closing quote in the header; double a quote (\"\") that is part of the text");
    // Without a header it is a bad row like any other.
    CHECK(refusal("\"id\"x,day\n7,8\n", false).empty());
}

TEST_CASE("a header may be longer than the first bytes that are read") {
    const TemporaryFolder folder;
    std::string text;
    Names names;
    for (int i = 0; text.size() < 700'000; ++i) {
        names.push_back(fmt::format("column {}", i));
        text += (i == 0 ? "" : ";") + names.back();
    }
    for (const char* delimiter : {"", ";"}) {
        const auto given = *delimiter == '\0' ? std::nullopt : std::optional(*delimiter);
        CsvInput input = open(folder, text + "\n1;2\n", true, given);
        CHECK(input.header() == names);
        CHECK(all_chunks(input, 1000) == "1;2\n");
        CsvInput alone = open(folder, text, true, given);
        CHECK(alone.header() == names);
        CHECK(all_chunks(alone, 1000).empty());
    }
}

TEST_CASE("a header without end is refused") {
    const std::string text(std::size_t{17} << 20, 'x');
    CHECK(refusal(text, true, ',') == ": no record ends in the first 16 MiB; is this a CSV file?");
    CHECK(refusal("\nid,\"" + text, true, ',') ==
          ":2: a quote opens here and is not closed within 16 MiB; close it, or double it (\"\") where it is part of "
          "the text");
}

TEST_CASE("a header that is not UTF-8 is refused, also behind the first bytes") {
    const TemporaryFolder folder;
    std::string text;
    while (text.size() < 400'000) text += "日本語,";
    CHECK(open(folder, text + "x\n").field_count() > 30'000);
    const std::string words = refusal("\n" + text + "\xE9\n");
    CHECK(words.starts_with(":2: the text is not UTF-8 here (bytes E9); "));
    CHECK(words.find("--encoding") != std::string::npos);
}

// Two chunks are claimed before either is read: the first is short, since the file ends there, and then it grows.
TEST_CASE("a file that grows or shrinks while it is read is an error, and its end is not made up") {
    const TemporaryFolder folder;
    std::string text = "id,date\n";
    while (text.size() < 600'000) text += "7,2025-01-01\n";
    const auto claimed = [&](CsvInput& input, Chunk& first, Chunk& second) {
        Chunk start;  // what was read to find the dialect
        REQUIRE(input.next_chunk(1 << 20, start));
        REQUIRE(input.claim_chunk(1 << 20, first));
        REQUIRE(input.claim_chunk(1 << 20, second));
        input.fill_chunk(first);
        input.check_follows(first);
        REQUIRE(start.size() + first.size() + 8 == text.size());
    };
    Chunk first;
    Chunk second;
    CsvInput same = open(folder, text);
    claimed(same, first, second);
    same.fill_chunk(second);
    CHECK(second.size() == 0);
    CHECK_NOTHROW(same.check_follows(second));

    CsvInput grown = open(folder, text);
    claimed(grown, first, second);
    std::filesystem::resize_file(folder.file("orders.csv"), 5'000'000);
    grown.fill_chunk(second);
    CHECK(second.size() == 1 << 20);
    CHECK(error_of([&] { grown.check_follows(second); }).find("orders.csv: has changed while it was read") !=
          std::string::npos);
}

}  // namespace
}  // namespace rfm::csv
