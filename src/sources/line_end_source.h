// Lines that end in CR alone, as on old Macintoshes, with LF instead.
// Thread-safety: one reader at a time.
#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "sources/byte_source.h"

namespace rfm::sources {

class LineEndSource : public ByteSource {
public:
    explicit LineEndSource(std::unique_ptr<ByteSource> text) : ByteSource(text->name()), text_(std::move(text)) {}

    std::size_t read(std::span<char> into) override {
        const std::size_t got = text_->read(into);
        std::replace(into.begin(), into.begin() + static_cast<std::ptrdiff_t>(got), '\r', '\n');
        return got;
    }

private:
    std::unique_ptr<ByteSource> text_;
};

}  // namespace rfm::sources
