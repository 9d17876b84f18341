// Reads one sheet of a workbook (.xlsx, .ods) as CSV text: RFC 4180, commas, LF, UTF-8.
// Row N of the sheet is record N, so that messages about records name the sheet's rows; rows that are blank are blank
// lines, and all others have the same number of fields. Dates are ISO dates, numbers plain decimals (see cell_text.h),
// booleans TRUE and FALSE, errors their text (#N/A), formulas their stored result.
//
// The parts are unzipped and parsed here, by zlib and expat, and not by liborcus: its filters (0.17) leave out, without
// a word, inline strings, texts and truth values that formulas gave, errors and ISO dates of .xlsx, and currencies,
// percentages, truth values, repeated rows and all but the last line of a text of .ods; and they know numbers only as
// binary floating point, and sheets only as a whole in memory.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rfm::sources {

// Whether the part `mimetype` of a zip says that it is an .ods, or the template of one.
inline constexpr std::size_t longest_mimetype = 1024;
bool is_ods_type(std::string_view mimetype) noexcept;

// What a workbook may unpack to. The defaults are beyond what a full sheet of a spreadsheet program needs.
struct WorkbookLimits {
    std::uint64_t part_bytes = std::uint64_t{8} << 30;    // the XML of a sheet
    std::uint64_t string_bytes = std::uint64_t{1} << 30;  // the texts that cells share, which are kept in memory
    std::uint64_t csv_bytes = std::uint64_t{4} << 30;
    // A sheet with more text than this is parsed twice, for its size and for its rows, so that it need not be in
    // memory.
    std::uint64_t kept_bytes = std::uint64_t{64} << 20;
};

// What was read.
struct WorkbookSheet {
    std::string name;                 // of the sheet
    std::vector<std::string> sheets;  // all names, in the workbook's order
    std::uint64_t rows = 0;           // lines written, but for line ends inside of cells
    std::uint32_t columns = 0;
    // Formulas that no program has worked out yet: their cells are blank.
    std::uint64_t formulas_without_result = 0;
};

// Writes the sheet that is named `asked_sheet`, or that has this number, counted from 1, when none is named so; without
// it (empty), the first that is not hidden. content: the bytes of the whole file. name: of the file, for messages.
// sink gets the text piece by piece, when all of the sheet has been found to be sound.
// Throws Error(data) for what can't be read, also for an old .xls or a workbook with a password, and what sink throws.
WorkbookSheet write_sheet_as_csv(std::string_view content, const std::string& asked_sheet, const std::string& name,
                                 const std::function<void(std::string_view)>& sink, const WorkbookLimits& limits = {});

}  // namespace rfm::sources
