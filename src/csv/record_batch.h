// Some consecutive records, cut into the fields that were asked for. What the reader hands to the next room.
// Lifetime: everything here points into the reader's buffers and is valid during the call that hands it over.
// Thread-safety: none; each reader fills its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
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

// The fields of one column, cut out when they are asked for: finding them is a few instructions, and storing all of
// them first took as long as reading them (measured: 4 ns a row of three columns).
class FieldColumn {
public:
    FieldColumn(const char* base, const std::uint32_t* separators, const std::uint32_t* firsts, bool is_last)
        : base_(base), separators_(separators), firsts_(firsts), is_last_(is_last) {}

    // Of a record that is not faulty.
    FieldRef operator[](std::size_t record) const noexcept {
        const std::uint32_t* const separator = separators_ + firsts_[record];
        std::uint32_t begin = separator[-1] + 1;
        std::uint32_t end = separator[0];
        if (is_last_ && end > begin && base_[end - 1] == '\r' && base_[end] == '\n') --end;
        std::uint32_t flag = 0;
        if (base_[begin] == '"' && begin < end) {
            ++begin;
            --end;
            if (std::memchr(base_ + begin, '"', end - begin) != nullptr) flag = FieldRef::doubled;
        }
        return {begin, (end - begin) | flag};
    }

private:
    const char* base_;
    const std::uint32_t* separators_;  // behind the fields of this column
    const std::uint32_t* firsts_;
    bool is_last_;
};

struct RecordBatch {
    const char* base = nullptr;
    std::size_t size = 0;                       // records
    std::size_t field_count = 0;                // of a record that is not faulty
    bool alike = false;                         // every record has as many separators, and none is faulty
    std::vector<std::uint32_t> columns;         // those asked for
    const std::uint32_t* separators = nullptr;  // the end of each field, as an offset from base
    const std::uint32_t* firsts = nullptr;    // for each record, its first separator; before that stands the one of the
                                              // record before, for the first record as well
    const std::uint32_t* lasts = nullptr;     // for each record, its line feed among the separators
    std::vector<RecordFault> faults;          // one a record when any is faulty, else empty
    std::vector<std::uint32_t> field_counts;  // one a record when any is faulty, else empty
    std::uint32_t counted_to = 0;             // line counting: so far in the region
    std::uint64_t counted_line = 1;           // the line of counted_to

    RecordFault fault(std::size_t record) const noexcept { return faults.empty() ? RecordFault::none : faults[record]; }

    // The bytes of the record as they stood, without its line end.
    std::string_view record(std::size_t index) const noexcept {
        std::string_view text(base + begin(index), separators[lasts[index]] - begin(index));
        if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
        return text;
    }

    // Where a record begins, as an offset from base.
    std::uint32_t begin(std::size_t index) const noexcept { return separators[std::ptrdiff_t{firsts[index]} - 1] + 1; }

    // slot: of the columns asked for. Valid as long as the batch.
    FieldColumn column(std::size_t slot) const noexcept {
        return {base, separators + columns[slot], firsts, columns[slot] + 1 == field_count};
    }

    // One field; an empty one of a faulty record.
    FieldRef field(std::size_t slot, std::size_t index) const noexcept {
        return fault(index) == RecordFault::none ? column(slot)[index] : FieldRef{};
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

    // Leaves the first records out; count < size.
    void drop_front(std::size_t count);

    static std::string_view undoubled(std::string_view bytes, std::string& scratch);
};

}  // namespace rfm::csv
