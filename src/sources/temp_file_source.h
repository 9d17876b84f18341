// What was put into a temporary file, to be read from any place.
// Thread-safety: see ByteSource.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "base/temp_file.h"
#include "sources/byte_source.h"

namespace rfm::sources {

class TempFileSource : public ByteSource {
public:
    TempFileSource(std::string name, base::TempFile file) : ByteSource(std::move(name)), file_(std::move(file)) {}

    std::size_t read(std::span<char> into) override {
        const std::size_t got = read_at(at_, into, 0);
        at_ += got;
        return got;
    }
    bool is_positional() const noexcept override { return true; }
    std::uint64_t position() const override { return at_; }
    // Nothing is progress here: it was counted when the file was written.
    std::size_t read_at(std::uint64_t offset, std::span<char> into, std::size_t /*counted_before*/) const override {
        into = into.first(static_cast<std::size_t>(
            std::min<std::uint64_t>(into.size(), file_.size() - std::min(offset, file_.size()))));
        file_.read_at(offset, into);
        return into.size();
    }

private:
    base::TempFile file_;
    std::uint64_t at_ = 0;
};

}  // namespace rfm::sources
