// A library to be preloaded (LD_PRELOAD) that makes the program's reads and writes fail, come short, wait, or be the
// last thing that the process does.
//
// FAULTY_IO holds rules, `CALLS:FAULT:WHEN:WHERE`, with ';' between them; the first that fits a call acts.
//   CALLS  with ',' between them: open tmpfile read write sync close rename link
//          (tmpfile: an open with O_TMPFILE; read: also pread, readv; sync: fsync, fdatasync)
//   FAULT  the name of an errno value, as in EIO; `short`: some of the bytes only; `wait`: 2 ms first; `stop`: the
//   process
//          stops itself first (SIGSTOP); `kill`: it ends there (SIGKILL); `die`: it ends when the call is done
//   WHEN   `3`: the third call that the rule looks at; `3+`: that and all later ones; `20%`: at random, by
//   FAULTY_IO_SEED WHERE  what the path holds, or what it ends in, as in `/out$`; for all others than open, rename and
//   link that of the
//          descriptor, where `(deleted)` stands behind a file without a name
// FAULTY_IO_COUNTS names a file of eight bytes a rule and kind: calls that the rule looked at, faults that it made.
// What libc does inside of itself, as for stdio, goes past all this.
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

namespace {

enum class Act { fail, cut, wait, stop, kill, die };

struct Rule {
    std::vector<std::string> calls;
    Act act = Act::fail;
    int error = 0;
    std::uint64_t first = 0;
    bool and_later = false;
    int percent = 0;
    std::string where;
    bool at_end = false;
};

constexpr std::size_t most_rules = 8;

std::string next_part(std::string_view& text, char separator) {
    const std::size_t at = text.find(separator);
    std::string part(text.substr(0, at));
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return part;
}

int errno_named(const std::string& name) {
    if (name == "EIO") return EIO;
    if (name == "ENOSPC") return ENOSPC;
    if (name == "EDQUOT") return EDQUOT;
    if (name == "EINTR") return EINTR;
    if (name == "EMFILE") return EMFILE;
    if (name == "EINVAL") return EINVAL;
    if (name == "EOPNOTSUPP") return EOPNOTSUPP;
    ::abort();
}

class Rules {
public:
    Rules() {
        const char* text = std::getenv("FAULTY_IO");
        std::string_view rest = text == nullptr ? "" : text;
        while (!rest.empty()) rules_.push_back(parsed(next_part(rest, ';')));
        if (rules_.size() > most_rules) ::abort();
        if (const char* seed = std::getenv("FAULTY_IO_SEED")) random_ = std::strtoull(seed, nullptr, 10);
        counts_ = own_.data();
        const char* path = std::getenv("FAULTY_IO_COUNTS");
        if (path == nullptr) return;
        using Open = int (*)(const char*, int, ...);
        const auto real_open = reinterpret_cast<Open>(::dlsym(RTLD_NEXT, "open"));
        const int fd = real_open(path, O_RDWR | O_CLOEXEC);
        void* const map = ::mmap(nullptr, sizeof own_, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (fd < 0 || map == MAP_FAILED) ::abort();
        counts_ = static_cast<std::atomic<std::uint64_t>*>(map);
    }

    // The rule that acts on this call, or nothing.
    const Rule* find(const char* call, const std::string& path) {
        for (std::size_t i = 0; i < rules_.size(); ++i) {
            const Rule& rule = rules_[i];
            if (!concerns(rule, call, path)) continue;
            const std::uint64_t number = ++counts_[2 * i];
            const bool now = rule.percent > 0 ? below(100) < static_cast<std::uint64_t>(rule.percent)
                             : rule.and_later ? number >= rule.first
                                              : number == rule.first;
            if (!now) continue;
            ++counts_[2 * i + 1];
            return &rule;
        }
        return nullptr;
    }

    bool look_at(const char* call) const {
        for (const Rule& rule : rules_) {
            for (const std::string& name : rule.calls) {
                if (name == call) return true;
            }
        }
        return false;
    }

    std::uint64_t below(std::uint64_t limit) {
        std::uint64_t z = random_.fetch_add(0x9e3779b97f4a7c15) + 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return (z ^ (z >> 31)) % limit;
    }

private:
    static Rule parsed(const std::string& text) {
        std::string_view rest = text;
        std::string calls = next_part(rest, ':');
        const std::string fault = next_part(rest, ':');
        const std::string when = next_part(rest, ':');
        Rule rule;
        for (std::string_view names = calls; !names.empty();) rule.calls.push_back(next_part(names, ','));
        rule.act = fault == "short"  ? Act::cut
                   : fault == "wait" ? Act::wait
                   : fault == "stop" ? Act::stop
                   : fault == "kill" ? Act::kill
                   : fault == "die"  ? Act::die
                                     : Act::fail;
        if (rule.act == Act::fail) rule.error = errno_named(fault);
        rule.first = std::strtoull(when.c_str(), nullptr, 10);
        rule.and_later = when.back() == '+';
        if (when.back() == '%') rule.percent = static_cast<int>(rule.first);
        rule.where = rest;
        if (!rule.where.empty() && rule.where.back() == '$') {
            rule.where.pop_back();
            rule.at_end = true;
        }
        return rule;
    }

    static bool concerns(const Rule& rule, const char* call, const std::string& path) {
        bool named = false;
        for (const std::string& name : rule.calls) named |= name == call;
        if (!named) return false;
        if (!rule.at_end) return path.find(rule.where) != std::string::npos;
        return path.size() >= rule.where.size() &&
               path.compare(path.size() - rule.where.size(), rule.where.size(), rule.where) == 0;
    }

    std::vector<Rule> rules_;
    std::atomic<std::uint64_t> random_ = 1;
    std::array<std::atomic<std::uint64_t>, 2 * most_rules> own_{};
    std::atomic<std::uint64_t>* counts_ = nullptr;
};

// Made with the first call, which may come before this library's own constructors.
Rules& rules() {
    static Rules* const all = new Rules;  // calls come until the process ends
    return *all;
}

std::string path_of(int fd) {
    const std::string link = "/proc/self/fd/" + std::to_string(fd);
    std::array<char, 4096> path{};
    const ssize_t size = ::readlink(link.c_str(), path.data(), path.size());
    return size < 0 ? "" : std::string(path.data(), static_cast<std::size_t>(size));
}

template <class Function>
Function real(const char* name) {
    void* const found = ::dlsym(RTLD_NEXT, name);
    if (found == nullptr) ::abort();
    return reinterpret_cast<Function>(found);
}

// Does what a rule says, around the call. act: makes the call; cut: makes it with this much less.
template <class Result, class Call, class Cut>
Result around(const Rule* rule, const Call& call, const Cut& cut) {
    if (rule == nullptr) return call();
    switch (rule->act) {
        case Act::fail:
            errno = rule->error;
            return static_cast<Result>(-1);
        case Act::cut:
            return cut();
        case Act::wait:
            ::usleep(2000);
            return call();
        case Act::stop:
            ::raise(SIGSTOP);
            return call();
        case Act::kill:
            ::kill(::getpid(), SIGKILL);
            ::pause();
            return call();
        case Act::die: {
            const Result result = call();
            ::kill(::getpid(), SIGKILL);
            ::pause();
            return result;
        }
    }
    return call();
}

template <class Call>
int around(const Rule* rule, const Call& call) {
    return around<int>(rule, call, call);
}

const Rule* rule_for_fd(const char* call, int fd) {
    if (!rules().look_at(call)) return nullptr;
    const int before = errno;
    const Rule* const rule = rules().find(call, path_of(fd));
    errno = before;
    return rule;
}

// Of the bytes wanted, at least one and mostly few.
std::size_t shorter(std::size_t count) {
    if (count < 2) return count;
    const std::size_t most = rules().below(2) == 0 ? 16 : 20'000;
    return 1 + rules().below(count < most ? count : most);
}

int do_open(int folder, const char* path, int flags, mode_t mode) {
    const bool is_tmpfile = (flags & O_TMPFILE) == O_TMPFILE;
    const char* const call = is_tmpfile ? "tmpfile" : "open";
    const Rule* const rule = rules().look_at(call) ? rules().find(call, path) : nullptr;
    return around(rule, [&] {
        using Openat = int (*)(int, const char*, int, ...);
        static const auto real_openat = real<Openat>("openat");
        return real_openat(folder, path, flags, mode);
    });
}

mode_t mode_of(int flags, va_list arguments) {
    const bool has_mode = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    return has_mode ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

extern "C" {

#define FAULTY_OPEN(NAME)                              \
    int NAME(const char* path, int flags, ...) {       \
        va_list arguments;                             \
        va_start(arguments, flags);                    \
        const mode_t mode = mode_of(flags, arguments); \
        va_end(arguments);                             \
        return do_open(AT_FDCWD, path, flags, mode);   \
    }
#define FAULTY_OPENAT(NAME)                                  \
    int NAME(int folder, const char* path, int flags, ...) { \
        va_list arguments;                                   \
        va_start(arguments, flags);                          \
        const mode_t mode = mode_of(flags, arguments);       \
        va_end(arguments);                                   \
        return do_open(folder, path, flags, mode);           \
    }
FAULTY_OPEN(open)
FAULTY_OPEN(open64)
FAULTY_OPEN(__open_2)
FAULTY_OPEN(__open64_2)
FAULTY_OPENAT(openat)
FAULTY_OPENAT(openat64)
FAULTY_OPENAT(__openat_2)
FAULTY_OPENAT(__openat64_2)

ssize_t read(int fd, void* into, size_t count) {
    static const auto call = real<ssize_t (*)(int, void*, size_t)>("read");
    return around<ssize_t>(
        rule_for_fd("read", fd), [&] { return call(fd, into, count); }, [&] { return call(fd, into, shorter(count)); });
}

ssize_t __read_chk(int fd, void* into, size_t count, size_t /*room*/) {
    return read(fd, into, count);
}

ssize_t pread(int fd, void* into, size_t count, off_t offset) {
    static const auto call = real<ssize_t (*)(int, void*, size_t, off_t)>("pread");
    return around<ssize_t>(
        rule_for_fd("read", fd), [&] { return call(fd, into, count, offset); },
        [&] { return call(fd, into, shorter(count), offset); });
}

ssize_t pread64(int fd, void* into, size_t count, off64_t offset) {
    return pread(fd, into, count, offset);
}

ssize_t __pread_chk(int fd, void* into, size_t count, off_t offset, size_t /*room*/) {
    return pread(fd, into, count, offset);
}

ssize_t __pread64_chk(int fd, void* into, size_t count, off64_t offset, size_t /*room*/) {
    return pread(fd, into, count, offset);
}

ssize_t readv(int fd, const iovec* pieces, int count) {
    static const auto call = real<ssize_t (*)(int, const iovec*, int)>("readv");
    return around<ssize_t>(
        rule_for_fd("read", fd), [&] { return call(fd, pieces, count); },
        [&] { return read(fd, pieces->iov_base, shorter(pieces->iov_len)); });
}

ssize_t write(int fd, const void* from, size_t count) {
    static const auto call = real<ssize_t (*)(int, const void*, size_t)>("write");
    return around<ssize_t>(
        rule_for_fd("write", fd), [&] { return call(fd, from, count); },
        [&] { return call(fd, from, shorter(count)); });
}

ssize_t pwrite(int fd, const void* from, size_t count, off_t offset) {
    static const auto call = real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    return around<ssize_t>(
        rule_for_fd("write", fd), [&] { return call(fd, from, count, offset); },
        [&] { return call(fd, from, shorter(count), offset); });
}

ssize_t pwrite64(int fd, const void* from, size_t count, off64_t offset) {
    return pwrite(fd, from, count, offset);
}

ssize_t writev(int fd, const iovec* pieces, int count) {
    static const auto call = real<ssize_t (*)(int, const iovec*, int)>("writev");
    return around<ssize_t>(
        rule_for_fd("write", fd), [&] { return call(fd, pieces, count); }, [&] { return call(fd, pieces, 1); });
}

int fsync(int fd) {
    static const auto call = real<int (*)(int)>("fsync");
    return around(rule_for_fd("sync", fd), [&] { return call(fd); });
}

int fdatasync(int fd) {
    static const auto call = real<int (*)(int)>("fdatasync");
    return around(rule_for_fd("sync", fd), [&] { return call(fd); });
}

int close(int fd) {
    static const auto call = real<int (*)(int)>("close");
    const Rule* const rule = rule_for_fd("close", fd);
    if (rule != nullptr && rule->act == Act::fail) call(fd);  // it is closed all the same, as on Linux
    return around(rule, [&] { return call(fd); });
}

int rename(const char* from, const char* to) {
    static const auto call = real<int (*)(const char*, const char*)>("rename");
    return around(rules().look_at("rename") ? rules().find("rename", to) : nullptr, [&] { return call(from, to); });
}

int link(const char* from, const char* to) {
    static const auto call = real<int (*)(const char*, const char*)>("link");
    return around(rules().look_at("link") ? rules().find("link", to) : nullptr, [&] { return call(from, to); });
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) {
    static const auto call = real<int (*)(int, const char*, int, const char*, int)>("linkat");
    return around(rules().look_at("link") ? rules().find("link", to) : nullptr,
                  [&] { return call(from_folder, from, to_folder, to, flags); });
}

}  // extern "C"
