#include "sources/workbook.h"

#include <algorithm>
#include <charconv>
#include <memory>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"
#include "sources/file_kind.h"
#include "sources/open_workbook.h"
#include "sources/unreadable_part.h"

namespace rfm::sources {
namespace {

constexpr std::string_view save_as_csv = "open it in a spreadsheet program and save the sheet as CSV UTF-8";

enum class WorkbookKind { none, xlsx, xlsb, ods };

WorkbookKind kind_of(const ZipParts& parts) {
    if (parts.has("xl/workbook.bin")) return WorkbookKind::xlsb;
    if (parts.has("[Content_Types].xml") && (parts.has("xl/workbook.xml") || parts.has("xl/styles.xml"))) {
        return WorkbookKind::xlsx;
    }
    if (!parts.has("content.xml") || !parts.has("mimetype")) return WorkbookKind::none;
    return is_ods_type(parts.text("mimetype", longest_mimetype)) ? WorkbookKind::ods : WorkbookKind::none;
}

[[noreturn]] void refuse(const std::string& name, const std::string& what) {
    throw Error(ErrorKind::data, fmt::format("{}: {}", name, what));
}

// Names of sheets for a message.
std::string listed(const std::vector<SheetEntry>& sheets) {
    constexpr std::size_t most = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(sheets.size(), most); ++i) {
        text += fmt::format("{}{}{}", i == 0 ? "" : ", ", base::shown(sheets[i].name),
                            sheets[i].is_hidden ? " (hidden)" : "");
    }
    if (sheets.size() > most) text += fmt::format(" and {} more", sheets.size() - most);
    return text;
}

std::size_t chosen_sheet(const std::vector<SheetEntry>& sheets, const std::string& asked, const std::string& name) {
    if (asked.empty()) {
        const auto visible = std::find_if(sheets.begin(), sheets.end(), [](const auto& s) { return !s.is_hidden; });
        return visible == sheets.end() ? 0 : static_cast<std::size_t>(visible - sheets.begin());
    }
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (sheets[i].name == asked) return i;
    }
    std::size_t number = 0;
    const char* const end = asked.data() + asked.size();
    const auto parsed = std::from_chars(asked.data(), end, number);
    if (parsed.ec == std::errc() && parsed.ptr == end && number >= 1 && number <= sheets.size()) return number - 1;
    refuse(name, fmt::format("there is no sheet {}; give --sheet one of: {}", base::shown(asked), listed(sheets)));
}

void refuse_ole_file(std::string_view content, const std::string& name) {
    if (!is_ole(content)) return;
    // The name of the stream that holds a workbook with a password, in the directory of such a file, in UTF-16.
    constexpr std::string_view encrypted{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};
    if (content.find(encrypted) != std::string_view::npos) {
        refuse(name, "the workbook is protected by a password; remove the password, or save the sheet as CSV UTF-8");
    }
    refuse(name, fmt::format("this is an old Excel workbook (.xls); {}, or the workbook as .xlsx", save_as_csv));
}

std::unique_ptr<OpenWorkbook> open_workbook(const ZipParts& parts, const std::string& name,
                                            const WorkbookLimits& limits) {
    switch (kind_of(parts)) {
        case WorkbookKind::xlsx:
            return open_xlsx(parts, limits);
        case WorkbookKind::ods:
            return open_ods(parts, limits);
        case WorkbookKind::xlsb:
            refuse(name,
                   fmt::format("this is a binary Excel workbook (.xlsb); {}, or the workbook as .xlsx", save_as_csv));
        case WorkbookKind::none:
            break;
    }
    refuse(name, fmt::format("this is no workbook that can be read (.xlsx, .ods); {}", save_as_csv));
}

WorkbookSheet write_sheet(const ZipParts& parts, const std::string& asked, const std::string& name,
                          const std::function<void(std::string_view)>& sink, const WorkbookLimits& limits) {
    const auto workbook = open_workbook(parts, name, limits);
    const std::vector<SheetEntry>& sheets = workbook->sheets();
    if (sheets.empty()) refuse(name, fmt::format("the workbook has no sheet with cells; {}", save_as_csv));
    const std::size_t chosen = chosen_sheet(sheets, asked, name);
    const SheetSize size = workbook->measure(chosen);
    if (size.rows == 0) {
        const std::string_view advice = sheets.size() > 1 ? "; name another with --sheet: " : "";
        refuse(name, fmt::format("sheet {} is empty{}{}", base::shown(sheets[chosen].name), advice,
                                 sheets.size() > 1 ? listed(sheets) : ""));
    }
    SheetCsv csv(size.columns, sink);
    workbook->read(chosen, [&](std::uint32_t row, std::uint32_t count, std::span<const std::string> cells) {
        csv.add(row, count, cells);
    });
    csv.finish();

    WorkbookSheet written;
    written.name = sheets[chosen].name;
    for (const SheetEntry& sheet : sheets) written.sheets.push_back(sheet.name);
    written.rows = size.rows;
    written.columns = size.columns;
    written.formulas_without_result = size.formulas_without_result;
    return written;
}

}  // namespace

bool is_ods_type(std::string_view mimetype) noexcept {
    constexpr std::string_view type = "application/vnd.oasis.opendocument.spreadsheet";
    if (!mimetype.starts_with(type)) return false;
    const std::string_view behind = mimetype.substr(type.size());
    return behind.starts_with('-') || behind.find_first_not_of("\r\n ") == std::string_view::npos;
}

WorkbookSheet write_sheet_as_csv(std::string_view content, const std::string& asked_sheet, const std::string& name,
                                 const std::function<void(std::string_view)>& sink, const WorkbookLimits& limits) {
    refuse_ole_file(content, name);
    try {
        return write_sheet(ZipParts(content), asked_sheet, name, sink, limits);
    } catch (const UnreadablePart& problem) {
        refuse(name, fmt::format("the workbook can't be read: {}; {}", problem.what(), save_as_csv));
    }
}

}  // namespace rfm::sources
