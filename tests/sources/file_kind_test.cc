// Files of other kinds are refused by name, with what to do instead.
#include "sources/file_kind.h"

#include <fmt/format.h>

#include "sources/memory_source.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::sources {
namespace {

using namespace std::string_view_literals;
using test::error_of;

std::string refusal(std::string_view bytes, std::optional<char> delimiter = std::nullopt) {
    return error_of([&] {
        refuse_other_kinds(bytes, "orders.csv");
        refuse_other_texts(bytes, delimiter, "orders.csv");
    });
}

TEST_CASE("each signature of another format is refused with its name and a way out") {
    struct Known {
        std::string_view bytes, words;
    };
    const std::string_view html =
        "is an HTML page, or an .xls that is really HTML, not CSV text; open it in a spreadsheet and save it as CSV "
        "UTF-8, or export it as CSV";
    const std::string_view unpack = "archive, not CSV text; unpack it, and name the CSV files that were in it";
    const std::string seven = fmt::format("is a 7z {}", unpack);
    const std::string rar = fmt::format("is a rar {}", unpack);
    const Known known[] = {
        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv,
         "is an old Excel workbook (.xls), not CSV text; save the sheet as CSV UTF-8 and read that"},
        {"%PDF-1.7\n"sv, "is a PDF document, not CSV text; export it as CSV"},
        {"PAR1\x15\x04"sv, "is a Parquet file, not CSV text; export it as CSV"},
        {"SQLite format 3\x00"sv, "is an SQLite database, not CSV text; export it as CSV"},
        {"\x7f\x45LF\x02\x01"sv, "is a program, not CSV text; name a CSV file"},
        {"\x89PNG\r\n\x1a\n"sv, "is a PNG picture, not CSV text; name a CSV file"},
        {"\xff\xd8\xff\xe0"sv, "is a JPEG picture, not CSV text; name a CSV file"},
        {"7z\xbc\xaf\x27\x1c\x00\x04"sv, seven},
        {"Rar!\x1a\x07\x01\x00"sv, rar},
        {"\x1f\x9d\x90"sv, "is a compressed file (.Z), not CSV text; unpack it on the way: zcat FILE | rfm score"},
        {"<!DOCTYPE html>\n<p>"sv, html},
        {"\xEF\xBB\xBF\r\n <HTML xmlns=\"\">"sv, html},
        {"<table border=1><tr>"sv, html},
        {"<?xml version=\"1.0\"?>"sv, "is an XML document, not CSV text; export it as CSV"},
        {"{\"orders\": []}"sv, "is JSON, not CSV text; export it as CSV"},
        {" [\n  {\"id\": 1}"sv, "is JSON, not CSV text; export it as CSV"},
    };
    for (const Known& one : known) CHECK(refusal(one.bytes) == fmt::format("orders.csv: {}", one.words));
}

TEST_CASE("how a file is packed is known by its first bytes") {
    CHECK(packing_of("\x1f\x8b\x08\x00"sv) == Packing::gzip);
    CHECK(packing_of("\x28\xb5\x2f\xfd\x24"sv) == Packing::zstd);
    CHECK(packing_of("\xfd\x37zXZ\x00\x00"sv) == Packing::xz);
    CHECK(packing_of("BZh91AY&SY"sv) == Packing::bzip2);
    CHECK(packing_of("BZh9"sv) == Packing::bzip2);
    CHECK(packing_of("BZh9,day,amount"sv) == Packing::none);
    CHECK(packing_of("id,day"sv) == Packing::none);
    CHECK(packing_of("") == Packing::none);
    CHECK(is_zip("PK\x03\x04\x14"sv));
    CHECK(is_zip("PK\x05\x06\x00"sv));
    CHECK_FALSE(is_zip("PK,day"sv));
}

TEST_CASE("control bytes in the first line mean binary data, unless they delimit") {
    CHECK(refusal("id\x01,day\n7,8\n") == "orders.csv: is binary data, not CSV text: its first line is 'id\\x01,day'");
    CHECK(refusal("id\0day\n"sv) == "orders.csv: is binary data, not CSV text: its first line is 'id\\x00day'");
    CHECK(refusal("id\x1f"
                  "day\n",
                  '\x1f')
              .empty());
    // White space of any kind, and whatever stands further down, is text.
    CHECK(refusal("\"id\t\v\f\r x\",day\n7,8\n").empty());
    CHECK(refusal("id,day\n\0,\x01\n"sv).empty());
    CHECK(refusal("Größe,日期\n").empty());
}

TEST_CASE("a signature further in is text") {
    CHECK(refusal("file,kind\nx,%PDF\n").empty());
    CHECK(refusal("PA,R1\n").empty());
    CHECK(refusal("{id},day\n").empty());
    CHECK(refusal("[id],day\n").empty());
    CHECK(refusal("").empty());
}

}  // namespace
}  // namespace rfm::sources
