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

std::string_view RecordBatch::undoubled(std::string_view bytes, std::string& scratch) {
    scratch.clear();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        scratch.push_back(bytes[i]);
        if (bytes[i] == '"') ++i;  // the second of the pair
    }
    return scratch;
}

}  // namespace rfm::csv
