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
    : delimiter_(delimiter) {
    batch_.field_count = field_count;
    batch_.columns = std::move(columns);
}

void RecordReader::read(const Region& region, const Take& take) {
    faulty_records_.clear();
    structure_.clear();
    // The end of the record before, as it were: the first record begins behind it, at 0.
    structure_.put_position(~std::uint32_t{0});
    batch_.base = region.data;
    batch_.counted_to = 0;
    batch_.counted_line = region.first_line;
    if (!region.regular) {
        scan_exactly(region.data, region.size, delimiter_, structure_, faulty_records_);
        finish_window(take);
        return;
    }
    bool inside_quotes = false;
    for (std::size_t begin = 0; begin < region.size; begin += window_size) {
        const std::size_t end = std::min(begin + window_size, region.size);
        scan_regular(region.data, begin, end, delimiter_, inside_quotes, structure_);
        finish_window(take);
    }
}

void RecordReader::finish_window(const Take& take) {
    if (structure_.record_count == 0) return;
    batch_.separators = structure_.positions.data();
    if (!cut_alike()) cut_records();
    if (batch_.size > 0) take(batch_);
    // The end of the last record, and the separators of the one that goes on in the next window, move to the front.
    const std::size_t used = structure_.record_ends[structure_.record_count - 1];
    std::copy(structure_.positions.begin() + static_cast<std::ptrdiff_t>(used),
              structure_.positions.begin() + static_cast<std::ptrdiff_t>(structure_.position_count),
              structure_.positions.begin());
    structure_.position_count -= used;
    structure_.record_count = 0;
}

// Nearly all windows of nearly all files: every record has as many fields as it should, and more than one, so that none
// is blank. Then it is known without a look where the separators of each record are.
bool RecordReader::cut_alike() {
    const std::size_t count = structure_.record_count;
    const auto fields = static_cast<std::uint32_t>(batch_.field_count);
    if (fields == 1 || !faulty_records_.empty()) return false;
    for (auto i = static_cast<std::uint32_t>(alike_firsts_.size()); i < count; ++i) {
        alike_firsts_.push_back(1 + i * fields);
        alike_lasts_.push_back(fields + i * fields);
    }
    if (!std::equal(alike_lasts_.begin(), alike_lasts_.begin() + static_cast<std::ptrdiff_t>(count),
                    structure_.record_ends.begin())) {
        return false;
    }
    batch_.firsts = alike_firsts_.data();
    batch_.lasts = alike_lasts_.data();
    batch_.size = count;
    batch_.alike = true;
    batch_.faults.clear();
    batch_.field_counts.clear();
    return true;
}

void RecordReader::cut_records() {
    const std::size_t most = structure_.record_count;
    const std::size_t field_count = batch_.field_count;
    const auto& positions = structure_.positions;
    firsts_.resize(most);
    lasts_.resize(most);
    batch_.faults.clear();
    batch_.field_counts.clear();
    std::uint32_t first = 1;
    std::size_t kept = 0;
    auto next_faulty = faulty_records_.begin();
    for (std::size_t record = 0; record < most; ++record) {
        const std::uint32_t begin = positions[first - 1] + 1;
        const std::uint32_t last = structure_.record_ends[record];
        const std::uint32_t count = last - first + 1;
        RecordFault fault = RecordFault::none;
        bool blank = false;
        if (next_faulty != faulty_records_.end() && *next_faulty == record) {
            fault = RecordFault::text_after_quote;
            ++next_faulty;
        } else if (count != field_count || count == 1) {
            blank = count == 1 && is_blank_line(batch_.base + begin, batch_.base + positions[last]);
            if (count < field_count) {
                fault = RecordFault::too_few_fields;
            } else if (count > field_count) {
                for (std::size_t extra = first + field_count; extra <= last; ++extra) {
                    if (!is_empty_field(batch_.base + positions[extra - 1] + 1, batch_.base + positions[extra],
                                        extra == last)) {
                        fault = RecordFault::too_many_fields;
                        break;
                    }
                }
            }
        }
        if (!blank) {
            firsts_[kept] = first;
            lasts_[kept] = last;
            if (fault != RecordFault::none && batch_.faults.empty()) {
                batch_.faults.assign(most, RecordFault::none);
                batch_.field_counts.assign(most, static_cast<std::uint32_t>(field_count));
            }
            if (!batch_.faults.empty()) {
                batch_.faults[kept] = fault;
                batch_.field_counts[kept] = count;
            }
            ++kept;
        }
        first = last + 1;
    }
    faulty_records_.clear();
    batch_.firsts = firsts_.data();
    batch_.lasts = lasts_.data();
    batch_.size = kept;
    batch_.alike = false;
}

}  // namespace rfm::csv
