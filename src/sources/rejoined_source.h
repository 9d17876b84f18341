// A source of which the first bytes were read already, to see what it is: gives them once more, then the rest.
// Thread-safety: one reader at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "sources/byte_source.h"

namespace rfm::sources {

class RejoinedSource : public ByteSource {
public:
    RejoinedSource(std::vector<char> start, std::unique_ptr<ByteSource> rest)
        : ByteSource(rest->name()), start_(std::move(start)), rest_(std::move(rest)) {}

    std::size_t read(std::span<char> into) override {
        const std::size_t from_start = std::min(into.size(), start_.size() - used_);
        if (from_start > 0) std::memcpy(into.data(), start_.data() + used_, from_start);
        used_ += from_start;
        return from_start == into.size() ? from_start : from_start + rest_->read(into.subspan(from_start));
    }

private:
    std::vector<char> start_;
    std::size_t used_ = 0;
    std::unique_ptr<ByteSource> rest_;
};

}  // namespace rfm::sources
