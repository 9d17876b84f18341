// Files of other kinds are refused by name, with what to do instead.
#include <fmt/format.h>

#include "csv/dialect.h"
#include "csv/read_text.h"
#include "support/catch.h"

namespace rfm::csv {
namespace {

using namespace std::string_view_literals;
using test::error_of;

std::string refusal(std::string_view bytes) {
    return error_of([&] { refuse_other_formats(bytes, "orders.csv"); });
}

TEST_CASE("each signature of another format is refused with its name and a way out") {
    struct Known {
        std::string_view bytes, words;
    };
    const Known known[] = {
        {"\x1f\x8b\x08\x00"sv, "is a gzip file, not CSV text; unpack it on the way: zcat FILE | rfm score"},
        {"\x28\xb5\x2f\xfd\x24"sv, "is a zstd file, not CSV text; unpack it on the way: zstdcat FILE | rfm score"},
        {"\xfd\x37zXZ\x00"sv, "is an xz file, not CSV text; unpack it on the way: xzcat FILE | rfm score"},
        {"BZh91AY&SY"sv, "is a bzip2 file, not CSV text; unpack it on the way: bzcat FILE | rfm score"},
        {"PK\x03\x04\x14\x00"sv,
         "is a zip file or a workbook (.xlsx, .ods), not CSV text; unpack it (unzip -p FILE | rfm score), or save the "
         "sheet as CSV UTF-8"},
        {"\xd0\xcf\x11\xe0\xa1\xb1"sv,
         "is an old Excel workbook (.xls), not CSV text; save the sheet as CSV UTF-8 and read that"},
        {"%PDF-1.7\n"sv, "is a PDF document, not CSV text; export the orders as CSV"},
        {"PAR1\x15\x04"sv, "is a Parquet file, not CSV text; export the orders as CSV"},
        {"SQLite format 3\x00"sv, "is an SQLite database, not CSV text; export the orders as CSV"},
        {"\x7f\x45LF\x02\x01"sv, "is a program, not CSV text; name a CSV file"},
        {"\x89PNG\r\n\x1a\n"sv, "is a PNG picture, not CSV text; name a CSV file"},
        {"\xff\xd8\xff\xe0"sv, "is a JPEG picture, not CSV text; name a CSV file"},
        {"\xff\xfe\x61\x00"sv,
         "is UTF-16 text, not CSV text; convert it on the way: iconv -f UTF-16 -t UTF-8 FILE | rfm score"},
        {"\xfe\xff\x00\x61"sv,
         "is UTF-16 text, not CSV text; convert it on the way: iconv -f UTF-16 -t UTF-8 FILE | rfm score"},
    };
    for (const Known& one : known) CHECK(refusal(one.bytes) == fmt::format("orders.csv: {}", one.words));
}

TEST_CASE("control bytes in the first line mean binary data") {
    CHECK(refusal("id\x01,day\n7,8\n") == "orders.csv: is binary data, not CSV text: its first line is 'id\\x01,day'");
    CHECK(refusal("id\0day\n"sv) == "orders.csv: is binary data, not CSV text: its first line is 'id\\x00day'");
    // White space of any kind, and whatever stands further down, is text.
    CHECK(refusal("\"id\t\v\f\r x\",day\n7,8\n").empty());
    CHECK(refusal("id,day\n\0,\x01\n"sv).empty());
    CHECK(refusal("Größe,日期\n").empty());
    CHECK(refusal("caf\xe9,day\n").empty());
}

TEST_CASE("lines that end in CR alone are refused with the way to convert them") {
    CHECK(refusal("id,day\r7,2025-01-02\r") ==
          "orders.csv: its lines end in CR alone (an old Mac format); convert it on the way: tr '\\r' '\\n' < FILE | "
          "rfm score");
    CHECK(refusal("id,day\r").empty());
    CHECK(refusal("id,day\r\n7,8\r9,10\r\n").empty());
}

TEST_CASE("a signature further in is text") {
    CHECK(refusal("id,PK\x03\x04\n").find("zip") == std::string::npos);
    CHECK(refusal("file,kind\nx,%PDF\n").empty());
    CHECK(refusal("PA,R1\n").empty());
    CHECK(refusal("").empty());
}

}  // namespace
}  // namespace rfm::csv
