// A sheet of a workbook as a text to read.
// Thread-safety: pure function on what it is given.
#pragma once

#include <string>

#include "sources/random_bytes.h"
#include "sources/text.h"

namespace rfm::sources {

// content: the whole workbook. The sheet's CSV text goes to a temporary file, which several threads can then read.
// Throws Error(data) as write_sheet_as_csv does, Error(cannot_create, io) for the temporary file.
Text workbook_text(const std::string& name, const RandomBytes& content, const std::string& asked_sheet);

}  // namespace rfm::sources
