// The records that were used so far, as 128-bit hashes, for dropping those that come again.
// Thread-safety: made to be shared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string_view>

#include "base/table_memory.h"
#include "customers/order_set.h"
#include "orders/row_reader.h"

namespace rfm::pipeline {

class SeenRecordSet : public orders::SeenRecords {
public:
    // most_bytes: what it may take.
    explicit SeenRecordSet(std::size_t most_bytes);

    // Two records are taken for one if all 128 bits of their hashes agree; see OrderSet.
    // Throws Error(resource) when there are more than memory has room for.
    bool insert(std::string_view record, std::uint64_t layout) override;

private:
    struct Part {
        explicit Part(base::TableMemory& memory) : records(memory) {}
        std::mutex mutex;
        customers::OrderSet records;
    };
    static constexpr std::size_t parts = 64;  // so that threads seldom meet in one

    std::size_t most_bytes_;
    base::TableMemory memory_;  // outlives the parts
    std::deque<Part> parts_;
};

}  // namespace rfm::pipeline
