#include "csv/record_batch.h"

#include <algorithm>

namespace rfm::csv {

std::uint64_t RecordBatch::line(std::size_t index) noexcept {
    const std::uint32_t target = begin(index);
    if (target >= counted_to) {
        counted_line += static_cast<std::uint64_t>(std::count(base + counted_to, base + target, '\n'));
    } else {
        counted_line -= static_cast<std::uint64_t>(std::count(base + target, base + counted_to, '\n'));
    }
    counted_to = target;
    return counted_line;
}

void RecordBatch::drop_front(std::size_t count) {
    size -= count;
    if (alike) {
        separators += count * field_count;  // where each record begins follows from that
        return;
    }
    firsts += count;
    lasts += count;
    if (faults.empty()) return;
    faults.erase(faults.begin(), faults.begin() + static_cast<std::ptrdiff_t>(count));
    field_counts.erase(field_counts.begin(), field_counts.begin() + static_cast<std::ptrdiff_t>(count));
}

std::string_view RecordBatch::undoubled(std::string_view bytes, std::string& scratch) {
    scratch.clear();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        scratch.push_back(bytes[i]);
        if (bytes[i] == '"') ++i;  // the second of the pair
    }
    return scratch;
}

}  // namespace rfm::csv
