#include "sources/blank_run_source.h"

#include <utility>

namespace rfm::sources {

BlankRunSource::BlankRunSource(std::unique_ptr<ByteSource> text, std::size_t buffer_size)
    : BufferedSource(text->name()), text_(std::move(text)), buffer_(buffer_size) {}

bool BlankRunSource::make(std::vector<char>& out) {
    const std::size_t got = text_->read(buffer_);
    for (std::size_t i = 0; i < got; ++i) take(buffer_[i], out);
    return got == buffer_.size();
}

void BlankRunSource::take(char c, std::vector<char>& out) {
    if (state_ == State::quoted) {
        if (c == '"') state_ = State::quote_in_quoted;
        out.push_back(c);
        return;
    }
    if (c == '\n' || c == '\r') {
        out.push_back(c);
        state_ = State::line_start;
        return;
    }
    if (c == ' ' || c == '\t') {
        if (state_ != State::line_start) state_ = State::blanks;
        return;
    }
    const bool field_starts = state_ == State::line_start || state_ == State::blanks;
    if (state_ == State::blanks) out.push_back('\t');
    out.push_back(c);
    // A quote opens a field only at its start; elsewhere it is text, or the second of a doubled one.
    state_ = c == '"' && (field_starts || state_ == State::quote_in_quoted) ? State::quoted : State::unquoted;
}

}  // namespace rfm::sources
