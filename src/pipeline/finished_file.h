// Finished customers in a temporary file: what is left of a table that memory has no room for.
// Thread-safety: one writer; readers of a file that is finished may read side by side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <rfm/day.h>

#include "base/packed_text.h"
#include "base/temp_file.h"
#include "pipeline/customer_facts.h"
#include "pipeline/customer_scales.h"

namespace rfm::pipeline {

struct FinishedCustomer {
    base::PackedText id;
    std::int64_t monetary_scaled = 0;
    std::uint64_t frequency = 0;
    DayNumber first_day = 0;
    DayNumber last_day = 0;
    std::int64_t key = 0;  // what it is sorted by, where that is not the id
    Scores scores;

    Values values(DayNumber as_of) const noexcept {
        return {std::int64_t{as_of} - last_day, static_cast<std::int64_t>(frequency), monetary_scaled};
    }
};

// Some consecutive customers, with the bytes of their long ids. Moving it keeps the views into it.
struct FinishedBlock {
    std::vector<FinishedCustomer> customers;
    std::vector<char> id_bytes;
};

class FinishedFile {
public:
    static constexpr std::size_t block_size = 1024;  // customers

    // Behind the last one. The id is copied.
    void append(const FinishedCustomer& customer);
    // Ends the block, so that the next customer starts another one.
    void end_block();

    std::size_t size() const noexcept { return size_; }
    std::size_t blocks() const noexcept { return places_.size(); }
    // Throws Error(io).
    void read_block(std::size_t index, FinishedBlock& block) const;

private:
    struct Place {
        std::uint64_t offset = 0;
        std::uint32_t customers = 0;
        std::uint64_t id_bytes = 0;
    };
    base::TempFile file_;
    std::vector<Place> places_;
    FinishedBlock open_;
    std::size_t size_ = 0;
};

// Reads the customers of some consecutive blocks one after the other.
class FinishedReader {
public:
    // file outlives the reader.
    FinishedReader(const FinishedFile& file, std::size_t first_block, std::size_t end_block)
        : file_(&file), next_block_(first_block), end_block_(end_block) {}

    // The next one, valid until the next call; nullptr at the end.
    const FinishedCustomer* next() {
        while (at_ == block_.customers.size()) {
            if (next_block_ == end_block_) return nullptr;
            file_->read_block(next_block_++, block_);
            at_ = 0;
        }
        return &block_.customers[at_++];
    }

private:
    const FinishedFile* file_;
    std::size_t next_block_;
    std::size_t end_block_;
    FinishedBlock block_;
    std::size_t at_ = 0;
};

}  // namespace rfm::pipeline
