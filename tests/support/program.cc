#include "support/program.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "support/pipe.h"

namespace rfm::test {
Ran run(const std::vector<std::string>& words, std::string_view input, const std::string& folder) {
    std::signal(SIGPIPE, SIG_IGN);
    Pipe in, out, err;
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
        std::signal(SIGPIPE, SIG_DFL);
        ::dup2(in.read.get(), STDIN_FILENO);
        ::dup2(out.write.get(), STDOUT_FILENO);
        ::dup2(err.write.get(), STDERR_FILENO);
        for (int fd = 3; fd < 64; ++fd) ::close(fd);
        if (!folder.empty() && ::chdir(folder.c_str()) != 0) ::_exit(126);
        std::vector<char*> arguments;
        for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    close(in.read);
    close(out.write);
    close(err.write);
    Ran ran;
    while (in.write.is_open() || out.read.is_open() || err.read.is_open()) {
        if (in.write.is_open() && input.empty()) close(in.write);
        std::array<pollfd, 3> waits{pollfd{in.write.get(), POLLOUT, 0}, pollfd{out.read.get(), POLLIN, 0},
                                    pollfd{err.read.get(), POLLIN, 0}};
        if (::poll(waits.data(), waits.size(), -1) < 0) continue;
        if (waits[0].revents != 0) {
            const ssize_t wrote = ::write(in.write.get(), input.data(), std::min<std::size_t>(input.size(), 4096));
            if (wrote > 0) input.remove_prefix(static_cast<std::size_t>(wrote));
            if (wrote <= 0 || input.empty()) close(in.write);
        }
        const auto read = [](const pollfd& wait, base::FileDescriptor& fd, std::string& text) {
            if (wait.revents == 0) return;
            char buffer[65536];
            const ssize_t got = ::read(fd.get(), buffer, sizeof buffer);
            if (got > 0) {
                text.append(buffer, static_cast<std::size_t>(got));
            } else {
                close(fd);
            }
        };
        read(waits[1], out.read, ran.out);
        read(waits[2], err.read, ran.err);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ran;
}

Ran rfm(std::vector<std::string> arguments, std::string_view input, const std::string& folder) {
    arguments.insert(arguments.begin(), RFM_PROGRAM);
    return run(arguments, input, folder);
}

}  // namespace rfm::test
