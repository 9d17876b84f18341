#include "cli/terminal_style.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/ascii.h"

namespace rfm::cli {
namespace {

// A variable that is empty is as good as none.
std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

int columns(bool is_terminal) {
    winsize size{};
    if (is_terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    const std::string_view digits = variable("COLUMNS");
    int given = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), given);
    constexpr int widest = 1000;
    return given > 0 ? std::min(given, widest) : 80;
}

// The first of the three that is set says which characters there are.
bool is_utf8_locale() {
    std::string_view locale;
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        locale = variable(name);
        if (!locale.empty()) break;
    }
    std::string letters;
    for (const char c : locale) {
        if (c != '-') letters.push_back(base::lower(c));
    }
    return letters.find("utf8") != std::string::npos;
}

}  // namespace

output::TextStyle terminal_style(bool is_for_file) {
    const bool is_terminal = !is_for_file && ::isatty(STDOUT_FILENO) == 1;
    const std::string_view kind = variable("TERM");
    output::TextStyle style;
    style.width = columns(is_terminal);
    style.unicode = is_utf8_locale();
    style.colour = is_terminal && !kind.empty() && kind != "dumb" && variable("NO_COLOR").empty();
    return style;
}

}  // namespace rfm::cli
