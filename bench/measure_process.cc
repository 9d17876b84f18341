// measure_process: runs one program and writes down what it took: wall time, processor time and peak memory of it and
// of the processes that it waited for.
//
//   measure_process FIGURES OUTPUT PROGRAM [ARGUMENT...]
//
// FIGURES becomes one line of JSON; the program's standard output goes to OUTPUT.
//
// Why this is a program of its own: Linux counts what a process held before it became another program as part of that
// program's peak memory, so a program started by a large process (such as a Python script) seems to be at least that
// large. This one holds less than 4 MB, less than anything it measures.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char** environ;

namespace {

constexpr int usage_status = 64;
constexpr int failed_status = 71;

double seconds_now() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

[[noreturn]] void fail(const char* what, int error) {
    std::fprintf(stderr, "measure_process: %s: %s\n", what, std::strerror(error));
    std::exit(failed_status);
}

// The program's exit status as a shell gives it.
int shell_status(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fputs("usage: measure_process FIGURES OUTPUT PROGRAM [ARGUMENT...]\n", stderr);
        return usage_status;
    }
    const char* const figures_path = argv[1];
    const char* const output_path = argv[2];
    char** const command = argv + 3;

    posix_spawn_file_actions_t actions;
    if (const int error = posix_spawn_file_actions_init(&actions); error != 0) fail("file actions", error);
    if (const int error =
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output_path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
        error != 0) {
        fail(output_path, error);
    }

    const double begin = seconds_now();
    pid_t child = 0;
    if (const int error = posix_spawnp(&child, command[0], &actions, nullptr, command, environ); error != 0) {
        fail(command[0], error);
    }
    int status = 0;
    rusage used{};
    while (wait4(child, &status, 0, &used) < 0) {
        if (errno != EINTR) fail("wait4", errno);
    }
    const double wall = seconds_now() - begin;
    posix_spawn_file_actions_destroy(&actions);

    std::FILE* figures = std::fopen(figures_path, "w");
    if (figures == nullptr) fail(figures_path, errno);
    std::fprintf(figures, "{\"status\": %d, \"wall\": %.6f, \"user\": %.6f, \"system\": %.6f, \"peak_kib\": %ld}\n",
                 shell_status(status), wall, seconds(used.ru_utime), seconds(used.ru_stime), used.ru_maxrss);
    if (std::fclose(figures) != 0) fail(figures_path, errno);
    return 0;
}
