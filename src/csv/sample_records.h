// The first records of a text, cut one byte at a time, to find out how a file is made.
// Lifetime: looks at the text it was made from. Thread-safety: read-only after construction.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rfm::csv {

struct SampleRecord {
    std::size_t begin = 0;  // in the text
    std::size_t end = 0;    // behind its line feed, which the last one may not have
    std::size_t fields = 0;
    std::size_t fields_in_use = 0;  // without empty ones at the end
    bool faulty = false;            // text stands behind a closing quote
};

class SampleRecords {
public:
    // The records from `begin` on, at most `most`, blank lines left out. whole: the text is all there is, so a line end
    // may be missing.
    SampleRecords(std::string_view text, std::size_t begin, bool whole, char delimiter, std::size_t most);

    const std::vector<SampleRecord>& list() const noexcept { return list_; }
    // Where the text goes on behind the records; when it ends inside a record, that record's begin.
    std::size_t end() const noexcept { return end_; }
    // Where a quote opens that the text never closes.
    std::optional<std::size_t> open_quote() const noexcept { return open_quote_; }

    // The fields of one of the records; nothing when it is faulty.
    std::optional<std::vector<std::string>> fields(const SampleRecord& record) const;

private:
    std::string_view text_;
    char delimiter_;
    std::vector<SampleRecord> list_;
    std::size_t end_;
    std::optional<std::size_t> open_quote_;
};

}  // namespace rfm::csv
