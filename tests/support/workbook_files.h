// Workbooks made by hand, so that a test says exactly what stands in one.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rfm::test {

enum class Packing { stored, deflated };

using ZipFiles = std::vector<std::pair<std::string, std::string>>;  // names and contents

std::string zip_archive(const ZipFiles& files, Packing packing = Packing::stored);

struct XlsxSheet {
    std::string name;
    std::string rows;  // the XML inside of sheetData
    std::string state = "visible";
};

struct XlsxParts {
    std::vector<XlsxSheet> sheets;
    std::string strings;       // the XML inside of sst
    std::string number_codes;  // the XML inside of numFmts
    std::string cell_formats;  // the XML inside of cellXfs
    bool counts_from_1904 = false;
};

// The parts of a workbook, for tests that change one.
ZipFiles xlsx_files(const XlsxParts& parts);
std::string xlsx(const XlsxParts& parts, Packing packing = Packing::stored);
// One sheet of these rows.
std::string xlsx(std::string_view rows);

// tables: the XML inside of office:spreadsheet. styles: inside of office:automatic-styles.
ZipFiles ods_files(std::string_view tables, std::string_view styles = {});
std::string ods(std::string_view tables, std::string_view styles = {});

}  // namespace rfm::test
