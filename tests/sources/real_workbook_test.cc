// Real orders put into a workbook: what comes out is what stood in the file.
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "base/civil_day.h"
#include "sources/workbook.h"
#include "support/catch.h"
#include "support/csv_table.h"
#include "support/files.h"
#include "support/workbook_files.h"

namespace rfm::sources {
namespace {

std::string xml_text(const std::string& text) {
    std::string out;
    for (const char byte : text) {
        switch (byte) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += byte;
        }
    }
    return out;
}

bool is_one_of(const std::string& name, std::initializer_list<const char*> names) {
    for (const char* one : names) {
        if (name == one) return true;
    }
    return false;
}

// 2017/04/27, as a day that a spreadsheet counts from 1900.
int serial_of(const std::string& date) {
    REQUIRE(date.size() == 10);
    return base::day_number(std::stoi(date.substr(0, 4)), std::stoi(date.substr(5, 2)), std::stoi(date.substr(8, 2))) +
           25'569;
}

TEST_CASE("superstore-zh in a workbook: ten thousand rows of texts, numbers and dates come out as they stand") {
    const std::string path = test::shared_file("superstore-zh/superstore_zh_orders.utf8bom.csv");
    if (path.empty()) return;
    const test::CsvTable table(test::read_file(path));
    REQUIRE(table.size() == 10'000);
    const test::CsvRow& header = table.header();
    test::XlsxParts parts;
    parts.cell_formats = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>";
    std::string rows = "<row r=\"1\">";
    for (const std::string& name : header) rows += "<c t=\"inlineStr\"><is><t>" + xml_text(name) + "</t></is></c>";
    rows += "</row>";
    int strings = 0;
    std::vector<test::CsvRow> expected = {header};
    for (const test::CsvRow& row : table.rows()) {
        rows += "<row>";
        test::CsvRow shown = row;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (is_one_of(header[i], {"订单日期", "发货日期"})) {
                rows += fmt::format("<c s=\"1\"><v>{}</v></c>", serial_of(row[i]));
                shown[i][4] = '-';
                shown[i][7] = '-';
            } else if (is_one_of(header[i], {"销售额", "数量", "折扣", "利润"})) {
                // As spreadsheets store them: with all digits of the binary number.
                rows += fmt::format("<c><v>{:.17g}</v></c>", std::strtod(row[i].c_str(), nullptr));
                shown[i] = fmt::format("{}", std::strtod(row[i].c_str(), nullptr));
                if (shown[i] == "-0") shown[i] = "0";
                if (const std::size_t point = shown[i].find('.'); point != std::string::npos) {
                    shown[i].replace(point, 1, "．");
                }
            } else {
                rows += fmt::format("<c t=\"s\"><v>{}</v></c>", strings++);
                parts.strings += "<si><t>" + xml_text(row[i]) + "</t></si>";
            }
        }
        rows += "</row>";
        expected.push_back(shown);
    }
    parts.sheets = {{"订单", rows}};
    std::string csv;
    const WorkbookSheet sheet = write_sheet_as_csv(test::xlsx(parts, test::Packing::deflated), "", path,
                                                   [&](std::string_view text) { csv += text; });
    CHECK(sheet.rows == 10'001);
    CHECK(sheet.columns == header.size());
    const auto read = test::parse_csv(csv);
    REQUIRE(read.size() == expected.size());
    for (std::size_t i = 0; i < read.size(); ++i) REQUIRE(read[i] == expected[i]);
}

}  // namespace
}  // namespace rfm::sources
