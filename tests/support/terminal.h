// Runs the real program with standard error, or all that it writes, on a terminal, as somebody sees it who waits for
// it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace rfm::test {

struct TerminalRun {
    std::string first_input;  // through a pipe, at once
    std::string last_input;   // and this later: once the terminal shows `wait_for`, or `at_most` has passed
    std::string typed;        // on the terminal, at the same time
    std::string wait_for;
    std::chrono::milliseconds at_most{20'000};
    unsigned short columns = 100;
    std::string terminal = "xterm";        // TERM
    bool shows_output = false;             // standard output is the terminal as well
    std::vector<std::string> environment;  // as in "NAME=value", added to the test's own
};

struct OnTerminal {
    int status = 0;
    std::string out;                         // standard output, where it is a pipe
    std::string shown;                       // every byte that came to the terminal
    std::chrono::milliseconds first_seen{};  // when the first of them came, counted from the start
};

// The built rfm with these arguments.
OnTerminal rfm_on_terminal(std::vector<std::string> arguments, const TerminalRun& wanted);

// The lines that stand on a terminal after these bytes; knows carriage return, line feed and erase-to-end.
std::string left_on_screen(std::string_view shown);

}  // namespace rfm::test
