// Columns lined up with blanks: each run of blanks and tabs outside quotes becomes one tab, and those at the start and
// the end of a line go.
// Thread-safety: one reader at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "sources/buffered_source.h"

namespace rfm::sources {

class BlankRunSource : public BufferedSource {
public:
    explicit BlankRunSource(std::unique_ptr<ByteSource> text, std::size_t buffer_size = std::size_t{1} << 16);

private:
    bool make(std::vector<char>& out) override;
    void take(char c, std::vector<char>& out);

    enum class State { line_start, blanks, unquoted, quoted, quote_in_quoted };

    std::unique_ptr<ByteSource> text_;
    std::vector<char> buffer_;
    State state_ = State::line_start;
};

}  // namespace rfm::sources
