// Text from the data as a field of CSV.
// Thread-safety: pure function.
#pragma once

#include <string>
#include <string_view>

namespace rfm::output {

// Appends the text as one field, quoted where it has to be. for_spreadsheet: text that a spreadsheet would take for a
// formula gets an apostrophe before it.
void append_text_field(std::string& out, std::string_view text, bool for_spreadsheet, char delimiter = ',');

}  // namespace rfm::output
