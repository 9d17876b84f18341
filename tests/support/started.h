// A program that runs beside the test: it gets its input piece by piece, and signals.
// Thread-safety: one owner.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include "base/file.h"

namespace rfm::test {

class Started {
public:
    // environment: as in "NAME=value", added to the test's own. What it prints is lost, what it says on standard
    // error is kept; neither makes it wait.
    explicit Started(const std::vector<std::string>& words, const std::vector<std::string>& environment = {});
    ~Started();  // kills what still runs
    Started(const Started&) = delete;
    Started& operator=(const Started&) = delete;

    pid_t pid() const noexcept { return pid_; }
    // To its standard input. Returns when it has taken all but what a pipe holds.
    void give(std::string_view text);
    void end_input();
    void signal(int number) const;
    void signal_all(int number) const;  // also to what it has started, as a terminal does it
    // Returns when it has stopped itself (SIGSTOP), or false when it has ended.
    bool wait_until_stopped();
    // The exit status, or 128 + n when signal n ended it.
    int wait();
    // What it has said so far.
    std::string err() const;

private:
    pid_t pid_ = -1;
    int status_ = -1;
    base::FileDescriptor input_, err_;
};

}  // namespace rfm::test
