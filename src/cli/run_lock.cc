#include "cli/run_lock.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/file.h"
#include "base/shown_text.h"
#include "cli/same_file.h"

namespace rfm::cli {
namespace {

constexpr std::string_view mark = "rfm lock: ";
constexpr std::size_t longest_line = 2000;

[[noreturn]] void refuse(const std::string& path, int reason) {
    throw Error(ErrorKind::cannot_create,
                fmt::format("{}: the lock can't be made: {}", path, base::system_message(reason)));
}

[[noreturn]] void refuse_no_lock(const std::string& path) {
    throw Error(ErrorKind::usage,
                fmt::format("--lock {}: is no lock file of rfm, and stays as it is; name one of its own, which is made "
                            "where there is none",
                            path));
}

// Opened without O_CREAT first: with it, Linux refuses to open other people's files in a folder like /tmp.
base::FileDescriptor open_lock(const std::string& path) {
    for (;;) {
        base::FileDescriptor file(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
        if (file.is_open() || errno != ENOENT) return file;
        file = base::FileDescriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
        if (file.is_open() || errno != EEXIST) return file;
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0) return file;  // a link to nowhere
    }
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

std::string read_line(int fd, const std::string& path) {
    std::string text(longest_line, '\0');
    text.resize(base::read_fully_at(fd, 0, text, path));
    return text.substr(0, text.find('\n'));
}

std::string now() {
    const std::time_t seconds = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text.data();
}

std::string host() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

// The command line as it can stand in one line, cut where it is long.
std::string command_line() {
    constexpr std::size_t longest = 1000;
    std::string words;
    try {
        std::string text(longest, '\0');
        const base::FileDescriptor file(::open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC));
        if (file.is_open()) words.assign(text, 0, base::read_fully(file.get(), text, "/proc/self/cmdline"));
    } catch (const Error&) {
        // Then it is not told.
    }
    std::string line;
    while (!words.empty()) {
        const std::string word = words.substr(0, words.find('\0'));
        words.erase(0, word.size() + 1);
        const bool is_plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
            return c > ' ' && c < '\x7f' && c != '\'' && c != '"' && c != '\\';
        });
        line += (line.empty() ? "" : " ") + (is_plain ? word : base::shown(word));
    }
    return line;
}

}  // namespace

void add_lock_flag(CLI::App& command, std::string& path, const std::string& group) {
    command
        .add_option("--lock", path,
                    "Work only when no other run holds this file, and hold it to the end; else exit with 75 at once")
        ->type_name("FILE")
        ->group(group);
}

void hold_run_lock(const std::string& path, const std::vector<std::string>& other_files) {
    if (path.empty()) return;
    for (const std::string& other : other_files) {
        if (other.empty() || other == "-" || !is_same_file(path, other)) continue;
        throw Error(ErrorKind::usage,
                    fmt::format("--lock {}: the run reads or writes that file; name one of its own", path));
    }
    base::FileDescriptor file = open_lock(path);
    const int reason = file.is_open() ? 0 : errno;
    // Who may only read it can still tell who holds it.
    if (reason == EACCES) file = base::FileDescriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!file.is_open()) refuse(path, reason);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) refuse(path, errno);
    if (!S_ISREG(status.st_mode)) refuse_no_lock(path);
    const bool is_held = ::flock(file.get(), LOCK_EX | LOCK_NB) == 0;
    if (!is_held && errno != EWOULDBLOCK) refuse(path, errno);
    const std::string line = read_line(file.get(), path);
    if (!line.empty() && !line.starts_with(mark)) refuse_no_lock(path);
    if (line.empty() && status.st_size > 0) refuse_no_lock(path);
    if (!is_held) {
        // Whatever bytes somebody may have put there.
        const bool is_text = base::is_utf8(line) && std::none_of(line.begin(), line.end(), is_control);
        const std::string holder = line.empty() ? "" : ": " + (is_text ? line.substr(mark.size()) : base::shown(line));
        throw Error(ErrorKind::busy, fmt::format("{}: another run holds the lock{}", path, holder));
    }
    if (reason != 0) refuse(path, reason);
    const std::string text =
        fmt::format("{}pid {} on {} since {}: {}\n", mark, ::getpid(), host(), now(), command_line());
    if (::ftruncate(file.get(), 0) != 0) refuse(path, errno);
    try {
        base::write_fully(file.get(), text, path);
    } catch (const Error&) {
        // A full disk: the lock is held all the same. Half a line would not be known for a lock next time.
        if (::ftruncate(file.get(), 0) != 0) refuse(path, errno);
    }
    static_cast<void>(file.release());  // closed with the process, and not before
}

}  // namespace rfm::cli
