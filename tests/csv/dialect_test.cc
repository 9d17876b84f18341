#include "csv/dialect.h"

#include <fmt/format.h>

#include "csv/read_text.h"
#include "support/catch.h"

namespace rfm::csv {
namespace {

using test::error_of;

char found(std::string_view sample, bool whole = true) {
    return detect_dialect(sample, whole, std::nullopt, "orders.csv").delimiter;
}

TEST_CASE("each delimiter is found") {
    for (const char delimiter : {',', ';', '\t', '|'}) {
        CHECK(found(fmt::format("id{0}day{0}sum\n7{0}2025-01-02{0}12.50\n8{0}2025-01-03{0}3\n", delimiter)) ==
              delimiter);
        // Without a line end, and with the line ends of Windows.
        CHECK(found(fmt::format("id{0}day", delimiter)) == delimiter);
        CHECK(found(fmt::format("\r\nid{0}day\r\n7{0}2\r\n", delimiter)) == delimiter);
    }
}

TEST_CASE("delimiters in quotes do not count") {
    CHECK(found("id,\"a;b;c;d\",sum\n7,\"e;f;g;h\",3\n") == ',');
    CHECK(found("id;\"a,b\";sum\n7;\"e,f,g\";3\n8;\"h\ni,j\";4\n") == ';');
    CHECK(found("\"a,b\"|\"c\"\"|,d\"\n\"e,f\"|\"g\"\n") == '|');
}

TEST_CASE("a semicolon file with decimal commas is a semicolon file") {
    CHECK(found("Kunde;Datum;Betrag\nK1;02.01.2025;12,50\nK2;03.01.2025;7,25\n") == ';');
    // Also without a header: the comma cuts fewer fields, every time.
    CHECK(found("K1;02.01.2025;12,50\nK2;03.01.2025;7,25\nK3;04.01.2025;8,00\n") == ';');
}

TEST_CASE("the candidate that cuts the most records alike wins, however many fields another makes") {
    CHECK(found("a|b,c,d,e\nf|g\nh|i,j\nk|l,m,n\n") == '|');
    CHECK(found("id,day\n7,x|y|z\n8,v\n9,w|u\n") == ',');
}

TEST_CASE("a tie is refused, with the flag that breaks it") {
    CHECK(error_of([] { found("a,b;c\nd,e;f\n"); }) ==
          "orders.csv: can't tell the delimiter: more than one cuts every record into 2 fields; give it, as in "
          "--delimiter ';'");
    CHECK(detect_dialect("a,b;c\nd,e;f\n", true, ';', "orders.csv").delimiter == ';');
    CHECK(detect_dialect("a,b;c\nd,e;f\n", true, ',', "orders.csv").delimiter == ',');
}

TEST_CASE("a single column has a comma for want of a better one") {
    CHECK(found("id\n7\n8\n") == ',');
    CHECK(found("") == ',');
}

TEST_CASE("the last record of a sample that was cut off is not counted") {
    CHECK(found("a;b;c\nd;e;f\ng;h,i,j", false) == ';');
    CHECK(found("a,b|c\nd,e|f|g\nh,", false) == ',');
}

TEST_CASE("a first record longer than the sample is measured whole") {
    std::string text(100'000, 'x');
    text += ";y;z,w\n1;2;3\n";
    CHECK(found(text) == ';');
    // Behind a short first record, what lies far in the file has no say.
    std::string late = "a;b,c\n";
    while (late.size() < 70'000) late += "12;34567,8,9,10\n";
    CHECK(found(late + "1,2\n") == ';');
}

TEST_CASE("the line end is noted for words") {
    CHECK(detect_dialect("a,b\r\n", true, std::nullopt, "").crlf);
    CHECK_FALSE(detect_dialect("a,b\n", true, std::nullopt, "").crlf);
    CHECK_FALSE(detect_dialect("\n", true, ';', "").crlf);
    CHECK(detect_dialect("a,b\r\n", true, ';', "").crlf);
}

TEST_CASE("delimiters have names") {
    CHECK(delimiter_name(',') == "comma");
    CHECK(delimiter_name(';') == "semicolon");
    CHECK(delimiter_name('\t') == "tab");
    CHECK(delimiter_name('|') == "vertical bar");
    CHECK(delimiter_name(' ') == "space");
    CHECK(delimiter_name('\x01') == "'\\x01'");
}

}  // namespace
}  // namespace rfm::csv
