// Memory grows with the number of customers, never with the number of rows.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// The largest memory that the process has had since it started its program. (getrusage would add what this process,
// which it was forked from, had.)
long peak_kib(pid_t process) {
    std::ifstream status(fmt::format("/proc/{}/status", process));
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
    }
    return 0;
}

// Feeds rows of so many customers through a pipe and gives the peak once the program has started to write its answer.
long peak_of_run(int rows, int customers) {
    int in[2];
    int out[2];
    REQUIRE(::pipe(in) == 0);
    REQUIRE(::pipe(out) == 0);
    std::signal(SIGPIPE, SIG_IGN);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::dup2(in[0], STDIN_FILENO);
        ::dup2(out[1], STDOUT_FILENO);
        for (const int fd : {in[0], in[1], out[0], out[1]}) ::close(fd);
        ::execl(RFM_PROGRAM, RFM_PROGRAM, "score", "--threads", "2", nullptr);
        ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    std::string text = "customer,date,amount\n";
    for (int row = 0; row < rows; ++row) {
        text +=
            fmt::format("customer-{},2025-01-{:02},{}.{:02}\n", row % customers, 1 + row % 28, row % 500, row % 100);
        if (text.size() < 65536 && row + 1 < rows) continue;
        for (std::string_view rest = text; !rest.empty();) {
            const ssize_t wrote = ::write(in[1], rest.data(), rest.size());
            if (wrote <= 0) break;
            rest.remove_prefix(static_cast<std::size_t>(wrote));
        }
        text.clear();
    }
    ::close(in[1]);
    // The answer is larger than a pipe holds, so the program is still there when its first bytes are read.
    char buffer[4096];
    REQUIRE(::read(out[0], buffer, 1) == 1);
    const long peak = peak_kib(child);
    while (::read(out[0], buffer, sizeof buffer) > 0) {
    }
    ::close(out[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
    return peak;
}

TEST_CASE("memory: twenty times the rows of the same customers take no more of it") {
    if (sanitized) {
        WARN("skipped: a sanitizer's memory says nothing");
        return;
    }
    constexpr int customers = 3000;
    const long few = peak_of_run(200'000, customers);
    const long many = peak_of_run(4'000'000, customers);
    CAPTURE(few, many);
    CHECK(few > 1000);
    CHECK(many <= std::max(few + few / 10, few + 2048));
}

}  // namespace
}  // namespace rfm::test
