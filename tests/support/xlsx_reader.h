// Reads an .xlsx file with zlib and expat and nothing of the program: what its workbooks are checked with.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rfm::test {

struct ReadCell {
    std::string type;         // "number", "text"; empty where nothing stands
    std::string value;        // as stored, with _x0001_ read as the character
    std::string number_code;  // of its format
};

struct ReadSheet {
    std::string name;
    std::string part;  // the XML
    std::vector<std::vector<ReadCell>> rows;
};

// Every file of a zip archive, checked against its checksum. Throws when there is something wrong.
std::map<std::string, std::string> unzip(std::string_view archive);

// Every sheet, in the order of the workbook. Throws for XML that is not well-formed.
std::vector<ReadSheet> read_xlsx(std::string_view archive);

// Texts as they are, numbers as a CSV writes them: dates as YYYY-MM-DD, others with the decimals of their format.
std::string shown_cell(const ReadCell& cell);

}  // namespace rfm::test
