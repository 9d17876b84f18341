#include "csv/record_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "csv/block_scanner.h"
#include "csv/exact_scanner.h"

namespace rfm::csv {
namespace {

// Small enough that text, structure and fields stay in the first two cache levels between the passes over them.
constexpr std::size_t window_size = std::size_t{32} << 10;

bool is_blank_line(const char* begin, const char* end) noexcept {
    return begin == end || (end - begin == 1 && *begin == '\r');
}

// Also with quotes around nothing, as exports have it that quote every field. A CR before the line feed is none of it.
bool is_empty_field(const char* begin, const char* end, bool is_last) noexcept {
    if (is_last && begin != end && end[-1] == '\r') --end;
    return begin == end || (end - begin == 2 && begin[0] == '"' && begin[1] == '"');
}

}  // namespace

RecordReader::RecordReader(char delimiter, std::size_t field_count, std::vector<std::uint32_t> columns)
    : delimiter_(delimiter), field_count_(field_count), columns_(std::move(columns)) {
    batch_.columns.resize(columns_.size());
}

void RecordReader::read(const Region& region, const Take& take) {
    structure_.position_count = 0;
    structure_.record_count = 0;
    faulty_records_.clear();
    open_begin_ = 0;
    batch_.base = region.data;
    batch_.counted_to = 0;
    batch_.counted_line = region.first_line;
    if (!region.regular) {
        scan_exactly(region.data, region.size, delimiter_, structure_, faulty_records_);
        finish_window(region, take);
        return;
    }
    bool inside_quotes = false;
    for (std::size_t begin = 0; begin < region.size; begin += window_size) {
        const std::size_t end = std::min(begin + window_size, region.size);
        scan_regular(region.data, begin, end, delimiter_, inside_quotes, structure_);
        finish_window(region, take);
    }
}

void RecordReader::finish_window(const Region& region, const Take& take) {
    if (structure_.record_count == 0) return;
    cut_records(region);
    if (batch_.size > 0) {
        for (std::size_t slot = 0; slot < columns_.size(); ++slot) cut_column(slot);
        take(batch_);
    }
    // The separators of the record that goes on in the next window move to the front.
    const std::size_t used = structure_.record_ends[structure_.record_count - 1] + std::size_t{1};
    open_begin_ = structure_.positions[used - 1] + 1;
    std::copy(structure_.positions.begin() + static_cast<std::ptrdiff_t>(used),
              structure_.positions.begin() + static_cast<std::ptrdiff_t>(structure_.position_count),
              structure_.positions.begin());
    structure_.position_count -= used;
    structure_.record_count = 0;
}

void RecordReader::cut_records(const Region& region) {
    const std::size_t most = structure_.record_count;
    batch_.begins.resize(most);
    batch_.ends.resize(most);
    first_positions_.resize(most);
    batch_.faults.clear();
    batch_.field_counts.clear();
    batch_.size = 0;
    std::uint32_t begin = open_begin_;
    std::uint32_t first = 0;
    std::size_t kept = 0;
    auto next_faulty = faulty_records_.begin();
    for (std::size_t record = 0; record < most; ++record) {
        const std::uint32_t last = structure_.record_ends[record];
        const std::uint32_t end = structure_.positions[last];
        const std::uint32_t count = last - first + 1;
        RecordFault fault = RecordFault::none;
        bool blank = false;
        if (next_faulty != faulty_records_.end() && *next_faulty == record) {
            fault = RecordFault::text_after_quote;
            ++next_faulty;
        } else if (count != field_count_ || count == 1) {
            blank = count == 1 && is_blank_line(region.data + begin, region.data + end);
            if (count < field_count_) {
                fault = RecordFault::too_few_fields;
            } else if (count > field_count_) {
                for (std::size_t extra = first + field_count_; extra <= last; ++extra) {
                    if (!is_empty_field(region.data + structure_.positions[extra - 1] + 1,
                                        region.data + structure_.positions[extra], extra == last)) {
                        fault = RecordFault::too_many_fields;
                        break;
                    }
                }
            }
        }
        if (!blank) {
            batch_.begins[kept] = begin;
            batch_.ends[kept] = end;
            first_positions_[kept] = first;
            if (fault != RecordFault::none && batch_.faults.empty()) {
                batch_.faults.assign(most, RecordFault::none);
                batch_.field_counts.assign(most, static_cast<std::uint32_t>(field_count_));
            }
            if (!batch_.faults.empty()) {
                batch_.faults[kept] = fault;
                batch_.field_counts[kept] = count;
            }
            ++kept;
        }
        begin = end + 1;
        first = last + 1;
    }
    faulty_records_.clear();
    batch_.size = kept;
}

void RecordReader::cut_column(std::size_t slot) {
    const std::uint32_t column = columns_[slot];
    batch_.columns[slot].resize(batch_.size);
    // What the loop looks at for each record, out of reach of what it writes.
    FieldRef* const fields = batch_.columns[slot].data();
    const char* const base = batch_.base;
    const std::uint32_t* const positions = structure_.positions.data() + column;
    const std::uint32_t* const firsts = first_positions_.data();
    const std::uint32_t* const begins = batch_.begins.data();
    const std::uint32_t* const ends = batch_.ends.data();
    const bool has_faults = !batch_.faults.empty();
    for (std::size_t record = 0; record < batch_.size; ++record) {
        if (has_faults && batch_.faults[record] != RecordFault::none) {
            fields[record] = FieldRef{};
            continue;
        }
        const std::uint32_t* const separator = positions + firsts[record];
        std::uint32_t begin = column == 0 ? begins[record] : separator[-1] + 1;
        std::uint32_t end = *separator;
        if (end == ends[record] && end > begin && base[end - 1] == '\r') --end;
        std::uint32_t flag = 0;
        if (base[begin] == '"' && begin < end) {
            ++begin;
            --end;
            if (std::memchr(base + begin, '"', end - begin) != nullptr) flag = FieldRef::doubled;
        }
        fields[record] = FieldRef{begin, (end - begin) | flag};
    }
}

}  // namespace rfm::csv
