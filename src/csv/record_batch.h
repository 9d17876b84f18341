// Some consecutive records, cut into the fields that were asked for. What the reader hands to the next room.
// Lifetime: everything here points into the reader's buffers and is valid during the call that hands it over.
// Thread-safety: none; each reader fills its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rfm::csv {

enum class RecordFault : std::uint8_t { none, too_few_fields, too_many_fields, text_after_quote };

// One field without its outer quotes.
struct FieldRef {
    std::uint32_t begin = 0;          // from RecordBatch::base
    std::uint32_t size_and_flag = 0;  // size, and in the top bit whether it holds doubled quotes

    static constexpr std::uint32_t doubled = std::uint32_t{1} << 31;
    std::uint32_t size() const noexcept { return size_and_flag & ~doubled; }
    bool has_doubled_quotes() const noexcept { return (size_and_flag & doubled) != 0; }
};

struct RecordBatch {
    const char* base = nullptr;
    std::size_t size = 0;                        // records
    std::vector<std::vector<FieldRef>> columns;  // [column asked for][record]; empty fields for a faulty record
    std::vector<std::uint32_t> begins;           // of each record
    std::vector<std::uint32_t> ends;             // its line feed
    std::vector<RecordFault> faults;             // one a record when any is faulty, else empty
    std::vector<std::uint32_t> field_counts;     // one a record when any is faulty, else empty
    std::uint32_t counted_to = 0;                // line counting: so far in the region
    std::uint64_t counted_line = 1;              // the line of counted_to

    RecordFault fault(std::size_t record) const noexcept { return faults.empty() ? RecordFault::none : faults[record]; }

    // The bytes of the record as they stood, without its line end.
    std::string_view record(std::size_t index) const noexcept {
        std::string_view text(base + begins[index], ends[index] - begins[index]);
        if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
        return text;
    }

    // A field's bytes: its text, unless it has doubled quotes. scan_padding bytes can be read behind them.
    std::string_view raw(FieldRef field) const noexcept { return {base + field.begin, field.size()}; }

    // A field's text, undoubled into `scratch` where it has to be.
    std::string_view text(FieldRef field, std::string& scratch) const {
        return field.has_doubled_quotes() ? undoubled(raw(field), scratch) : raw(field);
    }

    // The line of the file, from 1, that the record starts in. Counts on from the last call in the same region, so that
    // asking for records in order costs one pass over the region, however many are asked for.
    std::uint64_t line(std::size_t index) noexcept;

    static std::string_view undoubled(std::string_view bytes, std::string& scratch);
};

}  // namespace rfm::csv
