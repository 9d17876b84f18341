#include "sources/workbook_text.h"

#include <memory>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "base/temp_file.h"
#include "sources/temp_file_source.h"
#include "sources/workbook.h"

namespace rfm::sources {
namespace {

// Larger ones are read into memory as a whole by nobody.
constexpr std::uint64_t largest_workbook = std::uint64_t{2} << 30;

}  // namespace

Text workbook_text(const std::string& name, const RandomBytes& content, const std::string& asked_sheet) {
    if (content.size > largest_workbook) {
        throw Error(
            ErrorKind::data,
            fmt::format("{}: is a workbook of more than 2 GiB; save the sheet as CSV UTF-8 and read that", name));
    }
    std::string bytes(static_cast<std::size_t>(content.size), '\0');
    bytes.resize(content.read_at(0, bytes));
    base::TempFile file;
    const WorkbookSheet sheet =
        write_sheet_as_csv(bytes, asked_sheet, name, [&](std::string_view piece) { file.append(piece); });
    Text text;
    if (file.size() == 0) {
        throw Error(ErrorKind::data,
                    fmt::format("{}: sheet {} is empty; was the export finished?", name, base::shown(sheet.name)));
    }
    text.bytes = open_start(std::make_unique<TempFileSource>(name, std::move(file)));
    text.encoding = fmt::format("sheet {}", base::shown(sheet.name));
    text.delimiter = ',';
    text.is_of_workbook = true;
    if (sheet.sheets.size() > 1 && asked_sheet.empty()) {
        text.warnings.push_back(fmt::format("{}: has {} sheets; {} was read, --sheet names another", name,
                                            sheet.sheets.size(), base::shown(sheet.name)));
        std::string names;
        for (const std::string& other : sheet.sheets) names += (names.empty() ? "" : ", ") + base::shown(other);
        text.doubt = fmt::format("this is its sheet {}; --sheet names another of {}", base::shown(sheet.name), names);
    }
    if (sheet.formulas_without_result > 0) {
        text.warnings.push_back(
            fmt::format("{}: {} formula{} no result in it, and {} read as blank; open the workbook in a spreadsheet "
                        "program and save it",
                        name, sheet.formulas_without_result, sheet.formulas_without_result == 1 ? " has" : "s have",
                        sheet.formulas_without_result == 1 ? "is" : "are"));
    }
    return text;
}

}  // namespace rfm::sources
