// Fields to bytes: what the writers share.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace rfm::csv {

// Whether RFC 4180 wants quotes around the text in a comma-separated file.
inline bool needs_quotes(std::string_view text) noexcept {
    return text.find_first_of(",\"\r\n") != std::string_view::npos;
}

// Appends the text as one field, quoted where it has to be.
inline void append_field(std::string& out, std::string_view text) {
    if (!needs_quotes(text)) {
        out.append(text);
        return;
    }
    out.push_back('"');
    for (const char c : text) {
        if (c == '"') out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
}

}  // namespace rfm::csv
