// Where the separators of a stretch of bytes are: what both scanners produce and the record reader consumes.
// Positions are offsets from the start of the stretch, which is the start of a record and shorter than 4 GiB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rfm::csv {

struct Structure {
    // Every delimiter and record end outside quotes, in order.
    std::vector<std::uint32_t> positions;
    std::size_t position_count = 0;
    // For each record, the index in `positions` of its record end.
    std::vector<std::uint32_t> record_ends;
    std::size_t record_count = 0;

    // Forgets all; the memory stays.
    void clear() noexcept { position_count = record_count = 0; }

    // Appends one separator.
    void put_position(std::uint32_t position) { put(positions, position_count, position); }
    // Lets the last separator be a record end.
    void put_record_end() { put(record_ends, record_count, static_cast<std::uint32_t>(position_count - 1)); }

private:
    static void put(std::vector<std::uint32_t>& list, std::size_t& count, std::uint32_t value) {
        if (count < list.size()) {
            list[count] = value;
        } else {
            list.push_back(value);
        }
        ++count;
    }
};

}  // namespace rfm::csv
