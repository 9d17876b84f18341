#include "sources/workbook.h"

#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <rfm/error.h>

#include "support/catch.h"
#include "support/workbook_files.h"

namespace rfm::sources {
namespace {

using Catch::Matchers::Contains;

struct Read {
    std::string csv;
    WorkbookSheet sheet;
};

Read read(const std::string& content, const std::string& asked = "", const WorkbookLimits& limits = {}) {
    Read result;
    result.sheet = write_sheet_as_csv(
        content, asked, "orders.xlsx", [&](std::string_view text) { result.csv += text; }, limits);
    return result;
}

// The message with which it is refused; nothing may have been written by then.
std::string refusal(const std::string& content, const std::string& asked = "", const WorkbookLimits& limits = {}) {
    std::string written;
    try {
        write_sheet_as_csv(
            content, asked, "orders.xlsx", [&](std::string_view text) { written += text; }, limits);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::data);
        CHECK(written.empty());
        CHECK_THAT(error.what(), Catch::StartsWith("orders.xlsx: "));
        return error.what();
    }
    return "not refused";
}

// The workbook with a part changed.
std::string changed(test::ZipFiles files, std::string_view part, std::string_view from, std::string_view to) {
    for (auto& [name, content] : files) {
        if (name != part) continue;
        const std::size_t at = content.find(from);
        REQUIRE(at != std::string::npos);
        content.replace(at, from.size(), to);
        return test::zip_archive(files);
    }
    FAIL("no such part");
    return {};
}

std::string one_cell(const std::string& cell) {
    return "<row r=\"1\">" + cell + "</row>";
}

TEST_CASE("cells of all kinds are written as their text") {
    test::XlsxParts parts;
    parts.strings =
        "<si><t>shared</t></si>"
        "<si><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r></si>"
        "<si><t>山田</t><rPh sb=\"0\" eb=\"2\"><t>やまだ</t></rPh><phoneticPr fontId=\"1\"/></si>"
        "<si><t xml:space=\"preserve\">  kept  </t></si>"
        "<si><t>a, \"b\"_x000D_\nc</t></si>";
    parts.sheets = {
        {"S",
         "<row r=\"1\">"
         "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c>"
         "<c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" t=\"s\"><v>4</v></c></row>"
         "<row r=\"2\">"
         "<c r=\"A2\" t=\"inlineStr\"><is><t>in &amp; line</t></is></c>"
         "<c r=\"B2\" t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>"
         "<c r=\"C2\" t=\"b\"><v>1</v></c><c r=\"D2\" t=\"b\"><v>0</v></c>"
         "<c r=\"E2\" t=\"e\"><v>#N/A</v></c></row>"
         "<row r=\"3\">"
         "<c r=\"A3\"><f>SUM(B1:B2)</f><v>12.100000000000001</v></c>"
         "<c r=\"B3\" t=\"str\"><f>A1&amp;A2</f><v>made</v></c>"
         "<c r=\"C3\" t=\"b\"><f>1=1</f><v>1</v></c><c r=\"D3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
         "<c r=\"E3\"><f>1+1</f></c></row>"
         "<row r=\"4\"><c r=\"A4\" t=\"n\"><v>7</v></c><c r=\"B4\" t=\"str\"><v>plain</v></c>"
         "<c r=\"C4\"><f t=\"shared\" si=\"0\"/><v>8</v></c><c r=\"D4\" t=\"d\"><v>2025-01-31T00:00:00</v></c>"
         "<c r=\"E4\" t=\"str\"><f>\"\"</f><v></v></c></row>"}};
    const std::string expected =
        "shared,rich text,山田,  kept  ,\"a, \"\"b\"\"\r\nc\"\n"
        "in & line,ab,TRUE,FALSE,#N/A\n"
        "12．1,made,TRUE,#DIV/0!,\n"
        "7,plain,8,2025-01-31,\n";
    for (const test::Packing packing : {test::Packing::stored, test::Packing::deflated}) {
        const Read result = read(test::xlsx(parts, packing));
        CHECK(result.csv == expected);
        CHECK(result.sheet.name == "S");
        CHECK(result.sheet.sheets == std::vector<std::string>{"S"});
        CHECK(result.sheet.rows == 4);
        CHECK(result.sheet.columns == 5);
        // A formula that gave an empty text has a result; one that was never worked out has none.
        CHECK(result.sheet.formulas_without_result == 1);
    }
}

TEST_CASE("numbers with a date's format are dates, in both systems") {
    test::XlsxParts parts;
    parts.number_codes =
        "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"22\" formatCode=\"0.00\"/>";
    parts.cell_formats =
        "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"22\"/>";
    parts.sheets = {{"S",
                     "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>45688</v></c><c r=\"B1\" s=\"1\"><v>45688</v></c>"
                     "<c r=\"C1\" s=\"2\"><v>45688.4375</v></c><c r=\"D1\" s=\"3\"><v>1.5</v></c>"
                     "<c r=\"E1\" s=\"4\"><v>45688</v></c><c r=\"F1\" s=\"1\"><v>60</v></c>"
                     "<c r=\"G1\" s=\"1\" t=\"inlineStr\"><is><t>5</t></is></c><c r=\"H1\" s=\"99\"><v>45688</v></c>"
                     "<c r=\"I1\" s=\"1\"><f>TODAY()</f><v>45688</v></c></row>"}};
    CHECK(read(test::xlsx(parts)).csv ==
          "45688,2025-01-31,2025-01-31T10:30:00,1．5,45688,1900-02-29,5,45688,2025-01-31\n");
    parts.counts_from_1904 = true;
    CHECK(read(test::xlsx(parts)).csv ==
          "45688,2029-02-01,2029-02-01T10:30:00,1．5,45688,1904-03-01,5,45688,2029-02-01\n");
}

TEST_CASE("row N of the sheet is line N, and all lines that are not blank have as many fields as the widest") {
    const std::string rows =
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"C2\"><v>3</v></c></row>"
        "<row r=\"3\"><c r=\"A3\" s=\"1\"/><c r=\"Z3\"><v></v></c></row>"
        "<row r=\"5\"><c r=\"B5\"><v>2</v></c><c r=\"E5\"><v>5</v></c></row>"
        "<row r=\"900\"><c r=\"A900\" s=\"1\"/></row>";
    const Read result = read(test::xlsx(rows));
    CHECK(result.csv == "\n1,,3,,\n\n\n,2,,,5\n");
    CHECK(result.sheet.rows == 5);
    CHECK(result.sheet.columns == 5);

    SECTION("places that are not given follow from the order") {
        CHECK(
            read(test::xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"3\"><c r=\"B3\"><v>3</v></c><c><v>4</v>"
                            "</c></row><row><c><v>5</v></c></row>"))
                .csv == "1,2,\n\n,3,4\n5,,\n");
    }
    SECTION("prefixes of names make no difference, nor does the strict form") {
        const auto files = test::xlsx_files({{{"S", rows}}, "", "", ""});
        CHECK(
            read(changed(files, "xl/worksheets/sheet0.xml", "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                         "http://purl.oclc.org/ooxml/spreadsheetml/main"))
                .csv == result.csv);
        test::ZipFiles prefixed = files;
        for (auto& [name, content] : prefixed) {
            if (name != "xl/worksheets/sheet0.xml") continue;
            content =
                "<x:worksheet "
                "xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:sheetData><x:row>"
                "<x:c><x:v>1</x:v></x:c><c><v>2</v></c></x:row></x:sheetData></x:worksheet>";
        }
        CHECK(read(test::zip_archive(prefixed)).csv == "1\n");
    }
    SECTION("a sheet that is too large to be kept gives the same") {
        CHECK(read(test::xlsx(rows), "", WorkbookLimits{.kept_bytes = 10}).csv == result.csv);
    }
}

TEST_CASE("many rows of text cross every buffer, and come out as they went in") {
    std::string rows;
    std::string expected;
    for (int i = 1; i <= 20'000; ++i) {
        const std::string number = std::to_string(i);
        rows.append("<row r=\"").append(number).append("\"><c t=\"inlineStr\"><is><t>customer &lt;").append(number);
        rows.append("&gt;</t></is></c><c><v>").append(number).append(".25</v></c></row>");
        expected.append("customer <").append(number).append(">,").append(number).append("．25\n");
    }
    for (const test::Packing packing : {test::Packing::stored, test::Packing::deflated}) {
        const std::string content = test::xlsx({{{"S", rows}}, "", "", ""}, packing);
        CHECK((read(content).csv == expected));
        CHECK((read(content, "", WorkbookLimits{.kept_bytes = 10}).csv == expected));
    }
}

TEST_CASE("the first sheet that is not hidden is read, or the one that was asked for") {
    const auto sheet = [](const std::string& name, const std::string& value, const std::string& state = "visible") {
        return test::XlsxSheet{name, one_cell("<c t=\"str\"><v>" + value + "</v></c>"), state};
    };
    const test::XlsxParts parts{
        {sheet("notes", "a", "hidden"), sheet("2024", "b"), sheet("1", "c"), sheet("R&amp;D", "d", "veryHidden")},
        "",
        "",
        ""};
    const std::string content = test::xlsx(parts);
    const Read first = read(content);
    CHECK(first.csv == "b\n");
    CHECK(first.sheet.name == "2024");
    CHECK(first.sheet.sheets == std::vector<std::string>{"notes", "2024", "1", "R&D"});
    CHECK(read(content, "notes").csv == "a\n");
    CHECK(read(content, "R&D").csv == "d\n");
    CHECK(read(content, "1").csv == "c\n");  // a name goes before a number
    CHECK(read(content, "2").csv == "b\n");
    CHECK(read(content, "4").csv == "d\n");
    for (const char* asked : {"5", "0", "Notes", "-1", "2 ", "2024x"}) {
        INFO(asked);
        CHECK_THAT(refusal(content, asked),
                   Contains("there is no sheet '" + std::string(asked) + "'") &&
                       Contains("--sheet one of: 'notes' (hidden), '2024', '1', 'R&D' (hidden)"));
    }
    SECTION("when all are hidden, the first") {
        CHECK(read(test::xlsx({{sheet("a", "x", "hidden"), sheet("b", "y", "hidden")}, "", "", ""})).csv == "x\n");
    }
    SECTION("an empty one is refused, and the others are named") {
        CHECK_THAT(refusal(test::xlsx({{{"empty", ""}, sheet("full", "x")}, "", "", ""})),
                   Contains("sheet 'empty' is empty; name another with --sheet: 'empty', 'full'"));
        CHECK_THAT(refusal(test::xlsx("")), Contains("sheet 'Sheet1' is empty"));
    }
    SECTION("sheets of charts are no sheets") {
        auto files = test::xlsx_files(parts);
        const std::string content_with_chart =
            changed(files, "xl/_rels/workbook.xml.rels", "relationships/worksheet", "relationships/chartsheet");
        CHECK(read(content_with_chart).sheet.sheets == std::vector<std::string>{"2024", "1", "R&D"});
    }
    SECTION("a workbook without sheets is refused") {
        CHECK_THAT(refusal(test::xlsx(test::XlsxParts{})), Contains("no sheet"));
    }
}

TEST_CASE("the cells of an .ods file are read by their stored values, and repetitions are carried out") {
    const std::string table =
        "<table:tracked-changes><table:table-cell><text:p>old</text:p></table:table-cell></table:tracked-changes>"
        "<table:table table:name=\"订单\"><table:table-column table:number-columns-repeated=\"9\"/>"
        "<table:table-header-rows><table:table-row>"
        "<table:table-cell office:value-type=\"string\"><text:p>a  <text:s text:c=\"2\"/><text:span>b</text:span> c "
        "</text:p><text:p>d<text:line-break/>e<text:tab/>f</text:p></table:table-cell>"
        "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p></office:annotation>"
        "<text:p>x<text:ruby><text:ruby-base>山</text:ruby-base><text:ruby-text>やま</text:ruby-text></text:ruby></"
        "text:p>"
        "</table:table-cell>"
        "<table:table-cell office:value-type=\"string\" office:string-value=\"whole\"><text:p>sho</text:p>"
        "</table:table-cell></table:table-row></table:table-header-rows>"
        "<table:table-row table:number-rows-repeated=\"2\"/>"
        "<table:table-row table:number-rows-repeated=\"2\">"
        "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" "
        "office:value=\"0.30000000000000004\">"
        "<text:p>0,3</text:p></table:table-cell>"
        "<table:covered-table-cell/>"
        "<table:table-cell office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"12.5\"><text:p>12,50 "
        "€</text:p>"
        "</table:table-cell></table:table-row>"
        "<table:table-row-group><table:table-row>"
        "<table:table-cell office:value-type=\"date\" "
        "office:date-value=\"2025-01-31\"><text:p>31.01.25</text:p></table:table-cell>"
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2025-01-31T10:30:00.000000000\"/>"
        "<table:table-cell office:value-type=\"time\" office:time-value=\"PT10H30M00S\"/>"
        "<table:table-cell office:value-type=\"percentage\" office:value=\"0.15\"/>"
        "<table:table-cell office:value-type=\"boolean\" "
        "office:boolean-value=\"true\"><text:p>WAHR</text:p></table:table-cell>"
        "<table:table-cell table:formula=\"of:=1\" office:value-type=\"string\" office:string-value=\"\" "
        "calcext:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>"
        "<table:table-cell table:formula=\"of:=1\" office:value-type=\"float\"/>"
        "<table:table-cell table:number-columns-repeated=\"16377\"/>"
        "</table:table-row></table:table-row-group>"
        "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
        "table:number-columns-repeated=\"16384\"/>"
        "</table:table-row></table:table>"
        "<table:table table:name=\"two\"><table:table-row><table:table-cell><text:p>z</text:p></table:table-cell>"
        "</table:table-row></table:table>";
    const std::string expected =
        "\"a    b c \nd\ne\tf\",x山,whole,,,\n\n\n"
        "0．3,0．3,,12．5,,\n0．3,0．3,,12．5,,\n"
        "2025-01-31,2025-01-31T10:30:00,10:30:00,0．15,TRUE,#N/A\n";
    const std::string content = test::ods(table);
    const Read result = read(content);
    CHECK(result.csv == expected);
    CHECK(result.sheet.name == "订单");
    CHECK(result.sheet.sheets == std::vector<std::string>{"订单", "two"});
    CHECK(result.sheet.formulas_without_result == 1);
    CHECK(read(content, "two").csv == "z\n");
    CHECK(read(content, "2").csv == "z\n");
}

TEST_CASE("blanks of an .ods text are kept, and the indentation of XML is not") {
    const auto text = [](const std::string& paragraphs) {
        return read(test::ods("<table:table table:name=\"a\"><table:table-row><table:table-cell>" + paragraphs +
                              "<text:p>.</text:p></table:table-cell></table:table-row></table:table>"))
            .csv;
    };
    CHECK(text("<text:p>  a  b </text:p>") == "\"  a  b \n.\"\n");
    CHECK(text("<text:p> <text:s text:c=\"2\"/>a<text:s/></text:p>") == "\"   a \n.\"\n");
    CHECK(text("<text:p>\n    a\n    <text:span>b</text:span>\n</text:p>") == "\"a b\n.\"\n");
    CHECK(text("<text:p> </text:p>") == "\" \n.\"\n");
    CHECK(text("<text:p/>") == "\"\n.\"\n");
}

TEST_CASE("a hidden sheet of an .ods file is passed over") {
    const std::string row =
        "<table:table-row><table:table-cell><text:p>v</text:p></table:table-cell></table:table-row>";
    const std::string content =
        test::ods("<table:table table:name=\"h\" table:style-name=\"t2\">" + row +
                      "</table:table><table:table table:name=\"s\" "
                      "table:style-name=\"t1\">" +
                      row + "</table:table>",
                  "<style:style style:name=\"t1\" style:family=\"table\"><style:table-properties "
                  "table:display=\"true\"/></style:style>"
                  "<style:style style:name=\"t2\" style:family=\"table\"><style:table-properties "
                  "table:display=\"false\"/></style:style>");
    CHECK(read(content).sheet.name == "s");
    CHECK(read(content, "h").csv == "v\n");
}

TEST_CASE("what is no workbook, or one that can't be read, is refused by its name") {
    const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
    CHECK_THAT(refusal(ole), Contains("old Excel workbook (.xls)") && Contains("CSV UTF-8"));
    std::string encrypted = ole;
    for (const char letter : std::string("EncryptedPackage")) encrypted.append({letter, '\0'});
    CHECK_THAT(refusal(encrypted), Contains("protected by a password"));
    CHECK_THAT(refusal(test::zip_archive({{"xl/workbook.bin", "x"}, {"[Content_Types].xml", "<Types/>"}})),
               Contains(".xlsb"));
    CHECK_THAT(refusal(test::zip_archive({{"word/document.xml", "x"}, {"[Content_Types].xml", "<Types/>"}})),
               Contains("no workbook that can be read"));
    CHECK_THAT(refusal("PK\x03\x04"), Contains("cut short"));
    CHECK_THAT(refusal(""), Contains("can't be read"));
    auto files = test::ods_files("<table:table table:name=\"a\"/>");
    files.emplace_back("META-INF/manifest.xml", "<manifest:encryption-data/>");
    CHECK_THAT(refusal(test::zip_archive(files)), Contains("protected by a password"));
}

TEST_CASE("damaged parts of a workbook are named") {
    const std::string good_row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>5</v></c></row>";
    const auto files = test::xlsx_files({{{"S", good_row}}, "<si><t>text</t></si>", "", ""});
    REQUIRE(read(test::zip_archive(files)).csv == "text,5\n");
    const std::string sheet = "xl/worksheets/sheet0.xml";
    CHECK_THAT(refusal(changed(files, sheet, "<v>0</v>", "<v>1</v>")),
               Contains("cell A1 has the text number '1', and there are 1"));
    CHECK_THAT(refusal(changed(files, sheet, "<v>0</v>", "<v>x</v>")), Contains("cell A1 has the text number 'x'"));
    CHECK_THAT(refusal(changed(files, sheet, "t=\"s\"", "t=\"q\"")), Contains("cell A1 is of an unknown type, 'q'"));
    CHECK_THAT(refusal(changed(files, sheet, "r=\"B1\"", "r=\"A1\"")), Contains("cell A1 is there twice"));
    CHECK_THAT(refusal(changed(files, sheet, "r=\"B1\"", "r=\"B2\"")), Contains("row 1 has a cell 'B2'"));
    CHECK_THAT(refusal(changed(files, sheet, "r=\"B1\"", "r=\"XFE1\"")), Contains("row 1 has a cell 'XFE1'"));
    CHECK_THAT(refusal(changed(files, sheet, "r=\"B1\"", "r=\"1\"")), Contains("row 1 has a cell '1'"));
    CHECK_THAT(refusal(changed(files, sheet, "row r=\"1\"", "row r=\"0\"")), Contains("row '0'"));
    CHECK_THAT(refusal(changed(files, sheet, "row r=\"1\"", "row r=\"1048577\"")), Contains("row '1048577'"));
    CHECK_THAT(refusal(changed(files, sheet, good_row, good_row + good_row)),
               Contains("row 1 does not stand in its place"));
    CHECK_THAT(refusal(changed(files, sheet, "</row>", "")),
               Contains("xl/worksheets/sheet0.xml") && Contains("mismatched tag"));
    CHECK_THAT(refusal(changed(files, sheet, "</worksheet>", "")), Contains("xl/worksheets/sheet0.xml"));
    CHECK_THAT(refusal(changed(files, sheet, "<v>5</v>", "<v>\xFF</v>")), Contains("xl/worksheets/sheet0.xml"));
    CHECK_THAT(refusal(changed(files, sheet, "<?xml version=\"1.0\"?>", "<!DOCTYPE x [<!ENTITY a \"b\">]>")),
               Contains("document type"));
    CHECK_THAT(refusal(changed(files, "xl/_rels/workbook.xml.rels", "worksheets/sheet0", "worksheets/sheet9")),
               Contains("xl/worksheets/sheet9.xml' is missing"));
    CHECK_THAT(refusal(changed(files, "xl/_rels/workbook.xml.rels", "\"rId0\"", "\"rId7\"")),
               Contains("link to its sheet 'S'"));
    const std::string deep = [] {
        std::string tags;
        for (int i = 0; i < 5000; ++i) tags += "<a>";
        return tags;
    }();
    CHECK_THAT(refusal(changed(files, sheet, "<cols>", deep)), Contains("nested too deeply"));
    const std::string long_tag = "<cols a=\"" + std::string(std::size_t{10} << 20, 'x') + "\">";
    CHECK_THAT(refusal(changed(files, sheet, "<cols>", long_tag)), Contains("a tag without an end"));
    const std::string long_text = "<v>" + std::string(std::size_t{17} << 20, '5');
    CHECK_THAT(refusal(changed(files, sheet, "<v>5", long_text)), Contains("a cell with more than 16 MiB"));
    const auto table = [](const std::string& row) {
        return test::ods("<table:table table:name=\"a\">" + row + "</table:table>");
    };
    const std::string text = "<text:p>x</text:p></table:table-cell></table:table-row>";
    CHECK_THAT(refusal(table("<table:table-row table:number-rows-repeated=\"1048577\"><table:table-cell>" + text)),
               Contains("more than 1048576 rows"));
    CHECK_THAT(refusal(table("<table:table-row><table:table-cell table:number-columns-repeated=\"16385\">" + text)),
               Contains("beyond the last column"));
    CHECK_THAT(
        refusal(table("<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"/><table:table-cell>" +
                      text)),
        Contains("more than 16384 cells"));
    CHECK_THAT(refusal(table("<table:table-row table:number-rows-repeated=\"0\"><table:table-cell>" + text)),
               Contains("'0' times"));
}

TEST_CASE("a workbook that unpacks to too much is refused") {
    std::string rows;
    for (int i = 0; i < 1000; ++i) rows += "<row><c t=\"s\"><v>0</v></c></row>";
    const std::string content = test::xlsx({{{"S", rows}}, "<si><t>" + std::string(10'000, 'x') + "</t></si>", "", ""},
                                           test::Packing::deflated);
    REQUIRE(read(content).csv.size() == 10'001'000);
    CHECK_THAT(refusal(content, "", WorkbookLimits{.part_bytes = 20'000}), Contains("unpacks to more than"));
    CHECK_THAT(refusal(content, "", WorkbookLimits{.string_bytes = 9000}), Contains("texts take more than"));
    CHECK_THAT(refusal(content, "", WorkbookLimits{.csv_bytes = 1 << 20}), Contains("more than 1 MiB of text"));
    const std::string blanks(std::size_t{140} << 20, ' ');
    CHECK_THAT(refusal(test::xlsx({{{"S", blanks}}, "", "", ""}, test::Packing::deflated)),
               Contains("more than 200 times its size"));
    // The commas that fill up the rows count.
    std::string wide = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>";
    for (int i = 2; i < 100; ++i) wide += "<row><c><v>1</v></c></row>";
    CHECK_THAT(refusal(test::xlsx(wide), "", WorkbookLimits{.csv_bytes = 1 << 20}),
               Contains("more than 1 MiB of text"));
}

TEST_CASE("the end of a workbook can be cut off nowhere") {
    const auto cut = [](const std::string& content) {
        for (std::size_t size = 0; size < content.size(); ++size) {
            INFO(size);
            const std::string message = refusal(content.substr(0, size));
            REQUIRE_THAT(message, Contains("can't be read"));
        }
    };
    cut(test::xlsx({{{"S", one_cell("<c><v>1</v></c>")}}, "", "", ""}, test::Packing::deflated));
    cut(test::ods(
        "<table:table table:name=\"a\"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
        "</table:table-row></table:table>"));
}

TEST_CASE("a byte that changed is noticed, or changes nothing") {
    for (const test::Packing packing : {test::Packing::stored, test::Packing::deflated}) {
        const std::string content = test::xlsx(
            {{{"S", one_cell("<c><v>12345</v></c><c t=\"s\"><v>0</v></c>")}}, "<si><t>text</t></si>", "", ""}, packing);
        std::mt19937 random(7);
        int noticed = 0;
        for (std::size_t at = 0; at < content.size(); ++at) {
            std::string other = content;
            other[at] = static_cast<char>(other[at] ^ static_cast<char>(1U << (random() % 8)));
            INFO(at);
            std::optional<Read> result;
            try {
                result = read(other);
            } catch (const Error& error) {
                REQUIRE(error.kind() == ErrorKind::data);
                ++noticed;
            }
            // A name in the directory that changed may be that of the texts' formats, which then are not found.
            if (result) REQUIRE(result->csv == "12345,text\n");
        }
        CHECK(noticed > static_cast<int>(content.size()) / 4);
    }
}

TEST_CASE("what the sink throws comes through") {
    CHECK_THROWS_AS(write_sheet_as_csv(test::xlsx(one_cell("<c><v>1</v></c>")), "", "orders.xlsx",
                                       [](std::string_view) { throw std::length_error("full"); }),
                    std::length_error);
}

}  // namespace
}  // namespace rfm::sources
