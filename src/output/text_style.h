// What a reader of text can show.
// Plain values.
#pragma once

#include <string>
#include <string_view>

namespace rfm::output {

struct TextStyle {
    int width = 80;       // columns
    bool unicode = true;  // blocks and lines, else '#' and '-'
    bool colour = false;  // by the codes that all terminals know
};

enum class Ink { heading, bar, faint };

// The text, which takes no more columns for it.
inline std::string inked(Ink ink, std::string_view text, const TextStyle& style) {
    if (!style.colour || text.empty()) return std::string(text);
    const char* const code = ink == Ink::heading ? "\x1b[1m" : ink == Ink::bar ? "\x1b[36m" : "\x1b[2m";
    return code + std::string(text) + "\x1b[0m";
}

}  // namespace rfm::output
