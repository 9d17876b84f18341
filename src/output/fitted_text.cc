#include "output/fitted_text.h"

#include <algorithm>

#include "base/display_width.h"
#include "base/shown_text.h"

namespace rfm::output {

std::string fitted(std::string_view text, int width, bool unicode) {
    // A character has at most 4 bytes, a byte at most 4 characters when it is shown.
    const std::string quoted = base::shown(text, text.size() * 4 + 2);
    const std::string_view shown = std::string_view(quoted).substr(1, quoted.size() - 2);
    if (base::display_width(shown) <= width) return std::string(shown);
    const std::string_view mark = unicode ? "…" : "...";
    int left = width - base::display_width(mark);
    std::string out;
    for (std::string_view rest = shown; !rest.empty();) {
        const std::string_view character = rest.substr(0, std::max<std::size_t>(base::utf8_length(rest), 1));
        left -= base::display_width(character);
        if (left < 0) break;
        out += character;
        rest.remove_prefix(character.size());
    }
    return out + std::string(mark);
}

std::string folded(std::string_view line, int width) {
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    std::string out(indent, ' ');
    int column = static_cast<int>(indent);
    bool is_first = true;
    line.remove_prefix(indent);
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        const std::string_view word = line.substr(0, end);
        const int wide = base::display_width(word);
        if (!is_first && column + 1 + wide > width) {
            out += "\n" + std::string(indent + 2, ' ');
            column = static_cast<int>(indent) + 2;
        } else if (!is_first) {
            out += ' ';
            ++column;
        }
        out += word;
        column += wide;
        is_first = false;
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return out + "\n";
}

}  // namespace rfm::output
