// How many records a table has, counted byte by byte with nothing of the program's own: what a run says it read is
// compared with that.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace rfm::fuzz {

// Of the records that hold nothing but delimiters, blanks and quotes, some are read and some are as good as a blank
// line; so the number lies between two.
struct RecordCount {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
};

// header: the first record is none of them.
inline RecordCount count_records(std::string_view text, char delimiter, bool header) {
    enum class State { field_start, plain, quoted, behind_quote };
    State state = State::field_start;
    RecordCount count;
    std::size_t begin = 0;
    const auto end_record = [&](std::size_t end) {
        std::string_view record = text.substr(begin, end - begin);
        begin = end + 1;
        if (record.ends_with('\r')) record.remove_suffix(1);
        if (record.empty()) return;
        if (header) {
            header = false;
            return;
        }
        ++count.most;
        if (record.find_first_not_of(" \t,;|\"\r\n") != std::string_view::npos) ++count.least;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (state == State::quoted) {
            if (c == '"') state = State::behind_quote;
        } else if (state == State::behind_quote && c == '"') {
            state = State::quoted;
        } else if (c == '\n') {
            end_record(at);
            state = State::field_start;
        } else if (c == delimiter) {
            state = State::field_start;
        } else {
            state = state == State::field_start && c == '"' ? State::quoted : State::plain;
        }
    }
    if (begin < text.size()) end_record(text.size());
    return count;
}

// The text behind its first `lines` lines.
inline std::string_view behind_lines(std::string_view text, std::uint64_t lines) {
    for (; lines > 0; --lines) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    return text;
}

}  // namespace rfm::fuzz
