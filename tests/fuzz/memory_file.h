// A file that is nowhere but in memory, for what wants a path.
// Thread-safety: one owner.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace rfm::fuzz {

[[noreturn]] inline void found(const char* what) {
    std::fprintf(stderr, "finding: %s\n", what);
    std::abort();
}

inline void want(bool holds, const char* what) {
    if (!holds) found(what);
}

class MemoryFile {
public:
    explicit MemoryFile(std::string_view text) : fd_(::memfd_create("fuzz", MFD_CLOEXEC)) {
        want(fd_ >= 0, "no memory file");
        while (!text.empty()) {
            const ssize_t wrote = ::write(fd_, text.data(), text.size());
            want(wrote > 0, "can't write the memory file");
            text.remove_prefix(static_cast<std::size_t>(wrote));
        }
    }
    ~MemoryFile() { ::close(fd_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

private:
    int fd_;
};

}  // namespace rfm::fuzz
