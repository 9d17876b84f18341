#include "support/started.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "base/unfinished_files.h"
#include "support/pipe.h"

namespace rfm::test {

Started::Started(const std::vector<std::string>& words, const std::vector<std::string>& environment)
    : err_(::memfd_create("standard error", MFD_CLOEXEC)) {
    std::signal(SIGPIPE, SIG_IGN);
    Pipe in;
    // A signal that comes before exec() must not meet what the test does about signals.
    const base::SignalsKeptOff while_forking;
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("no process");
    if (pid_ == 0) {
        for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP}) std::signal(number, SIG_DFL);
        sigset_t none;
        ::sigemptyset(&none);
        ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
        ::setpgid(0, 0);
        for (const std::string& setting : environment) ::putenv(const_cast<char*>(setting.c_str()));
        ::dup2(in.read.get(), STDIN_FILENO);
        ::dup2(::open("/dev/null", O_WRONLY), STDOUT_FILENO);
        ::dup2(err_.get(), STDERR_FILENO);
        for (int fd = 3; fd < 64; ++fd) ::close(fd);
        std::vector<char*> arguments;
        for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::setpgid(pid_, pid_);
    input_ = std::move(in.write);
}

Started::~Started() {
    if (status_ >= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
}

void Started::give(std::string_view text) {
    base::write_fully(input_.get(), text, "the pipe");
}

void Started::end_input() {
    close(input_);
}

void Started::signal(int number) const {
    ::kill(pid_, number);
}

void Started::signal_all(int number) const {
    ::kill(-pid_, number);
}

bool Started::wait_until_stopped() {
    int status = 0;
    if (status_ >= 0 || ::waitpid(pid_, &status, WUNTRACED) != pid_) return false;
    if (WIFSTOPPED(status)) return true;
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return false;
}

int Started::wait() {
    while (status_ < 0 && wait_until_stopped()) ::kill(pid_, SIGCONT);
    return status_;
}

std::string Started::err() const {
    std::string text(std::size_t{1} << 16, '\0');
    text.resize(base::read_fully_at(err_.get(), 0, text, "standard error"));
    return text;
}

}  // namespace rfm::test
