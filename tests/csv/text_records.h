// Records with everything that a test compares: what both the reference parser and the reader under test give.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "base/shown_text.h"
#include "csv/record_batch.h"

namespace rfm::test {

struct TextRecord {
    std::vector<std::string> fields;  // none for a faulty record
    csv::RecordFault fault = csv::RecordFault::none;
    std::size_t field_count = 0;  // of a faulty record
    std::uint64_t line = 0;
    std::string bytes;  // as they stood, without the line end

    friend bool operator==(const TextRecord&, const TextRecord&) = default;
};

struct TextRecords {
    std::vector<TextRecord> records;
    std::optional<std::uint64_t> unterminated_quote;  // the line where it opens

    friend bool operator==(const TextRecords&, const TextRecords&) = default;
};

inline std::ostream& operator<<(std::ostream& out, const TextRecord& record) {
    out << "line " << record.line;
    if (record.fault != csv::RecordFault::none) {
        out << " fault " << static_cast<int>(record.fault) << " of " << record.field_count;
    }
    out << " " << base::shown(record.bytes) << ":";
    for (const std::string& field : record.fields) out << " " << base::shown(field);
    return out;
}

inline std::ostream& operator<<(std::ostream& out, const TextRecords& text) {
    for (const TextRecord& record : text.records) out << "\n  " << record;
    if (text.unterminated_quote) out << "\n  quote opened in line " << *text.unterminated_quote;
    return out << "\n";
}

}  // namespace rfm::test
