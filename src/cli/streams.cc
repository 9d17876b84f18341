#include "cli/streams.h"

#include <unistd.h>

#include "base/file.h"

namespace rfm::cli {

void say(std::string_view text) {
    std::string line = "rfm: ";
    line += text;
    line += '\n';
    say_raw(line);
}

void say_raw(std::string_view text) {
    try {
        base::write_fully(STDERR_FILENO, text, "standard error");
    } catch (...) {
        // There is nobody left to tell.
    }
}

void print(std::string_view text) {
    base::write_fully(STDOUT_FILENO, text, "standard output");
}

bool stderr_is_terminal() {
    return ::isatty(STDERR_FILENO) == 1;
}

}  // namespace rfm::cli
