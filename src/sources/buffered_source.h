// A source that makes its bytes piece by piece in a buffer of its own: unpacked, decoded, or rewritten.
// Thread-safety: one reader at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sources/byte_source.h"

namespace rfm::sources {

class BufferedSource : public ByteSource {
public:
    std::size_t read(std::span<char> into) final {
        std::size_t done = 0;
        while (done < into.size()) {
            if (used_ == made_.size()) {
                used_ = 0;
                made_.clear();
                if (ended_) break;
                ended_ = !make(made_);
                continue;
            }
            const std::size_t count = std::min(into.size() - done, made_.size() - used_);
            std::memcpy(into.data() + done, made_.data() + used_, count);
            used_ += count;
            done += count;
        }
        return done;
    }

protected:
    explicit BufferedSource(std::string name) : ByteSource(std::move(name)) {}

private:
    // Puts the next bytes, maybe none, into the empty `out`; false when they are the last. Throws as read() does.
    virtual bool make(std::vector<char>& out) = 0;

    std::vector<char> made_;
    std::size_t used_ = 0;
    bool ended_ = false;
};

}  // namespace rfm::sources
