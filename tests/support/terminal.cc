#include "support/terminal.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "support/pipe.h"

namespace rfm::test {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration_cast;
using std::chrono::milliseconds;

[[noreturn]] void become(const std::vector<std::string>& words, const Pipe& in, const Pipe& out,
                         const TerminalRun& wanted) {
    ::setenv("TERM", wanted.terminal.c_str(), 1);
    for (const char* name : {"COLUMNS", "NO_COLOR"}) ::unsetenv(name);
    for (const std::string& variable : wanted.environment) ::putenv(const_cast<char*>(variable.c_str()));
    ::dup2(in.read.get(), STDIN_FILENO);
    if (!wanted.shows_output) ::dup2(out.write.get(), STDOUT_FILENO);
    for (int fd = 3; fd < 64; ++fd) ::close(fd);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

// Adds what there is to read to the text; closes the descriptor at its end. (A terminal whose other side is closed
// fails instead of ending.)
void read_into(std::string& text, base::FileDescriptor& fd) {
    std::array<char, 4096> buffer{};
    const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
    if (got > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(got));
    } else {
        close(fd);
    }
}

}  // namespace

OnTerminal rfm_on_terminal(std::vector<std::string> arguments, const TerminalRun& wanted) {
    std::signal(SIGPIPE, SIG_IGN);
    arguments.insert(arguments.begin(), RFM_PROGRAM);
    Pipe in, out;
    winsize size{};
    size.ws_row = 25;
    size.ws_col = wanted.columns;
    int master = -1;
    const Clock::time_point start = Clock::now();
    const pid_t child = ::forkpty(&master, nullptr, nullptr, &size);
    if (child < 0) throw std::runtime_error("no terminal");
    if (child == 0) become(arguments, in, out, wanted);
    base::FileDescriptor terminal(master);
    close(in.read);
    close(out.write);
    base::write_fully(in.write.get(), wanted.first_input, "the pipe");
    OnTerminal ran;
    bool is_given = false;
    while (terminal.is_open() || out.read.is_open()) {
        std::array<pollfd, 2> waits{pollfd{terminal.get(), POLLIN, 0}, pollfd{out.read.get(), POLLIN, 0}};
        if (::poll(waits.data(), waits.size(), 20) < 0) continue;
        if (waits[1].revents != 0) read_into(ran.out, out.read);
        if (waits[0].revents != 0) {
            if (ran.shown.empty()) ran.first_seen = duration_cast<milliseconds>(Clock::now() - start);
            read_into(ran.shown, terminal);
        }
        const bool seen = !wanted.wait_for.empty() && ran.shown.find(wanted.wait_for) != std::string::npos;
        if (!is_given && (seen || Clock::now() - start > wanted.at_most)) {
            is_given = true;
            base::write_fully(in.write.get(), wanted.last_input, "the pipe");
            base::write_fully(terminal.get(), wanted.typed, "the terminal");
            if (wanted.typed.empty()) close(in.write);
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ran;
}

std::string left_on_screen(std::string_view shown) {
    std::string done;
    std::string line;
    std::size_t column = 0;
    while (!shown.empty()) {
        if (shown.starts_with("\x1b[K")) {
            line.resize(column);
            shown.remove_prefix(3);
            continue;
        }
        const char c = shown.front();
        shown.remove_prefix(1);
        if (c == '\r') {
            column = 0;
        } else if (c == '\n') {
            done += line + "\n";
            line.assign(column, ' ');
        } else {
            if (column == line.size()) line.push_back(' ');
            line[column++] = c;
        }
    }
    return done + line;
}

}  // namespace rfm::test
