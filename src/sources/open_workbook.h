// A workbook of either kind: its sheets, and their rows.
// Thread-safety: one workbook, one thread. The parts outlive the workbook.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "sources/sheet_rows.h"
#include "sources/workbook.h"
#include "sources/zip_parts.h"

namespace rfm::sources {

struct SheetEntry {
    std::string name;
    bool is_hidden = false;
};

class OpenWorkbook {
public:
    virtual ~OpenWorkbook() = default;

    // In the workbook's order.
    virtual const std::vector<SheetEntry>& sheets() const = 0;
    // What is damaged is found here, before a row is written.
    virtual SheetSize measure(std::size_t sheet) = 0;
    // Hands out the rows of a sheet that was measured.
    virtual void read(std::size_t sheet, const RowReceiver& receive) = 0;
};

// Throw UnreadablePart.
std::unique_ptr<OpenWorkbook> open_xlsx(const ZipParts& parts, const WorkbookLimits& limits);
std::unique_ptr<OpenWorkbook> open_ods(const ZipParts& parts, const WorkbookLimits& limits);

}  // namespace rfm::sources
