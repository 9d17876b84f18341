#include "base/file.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/shown_text.h"

namespace rfm::base {

FileDescriptor::~FileDescriptor() {
    if (fd_ >= 0) ::close(fd_);
}

std::string system_message(int error_number) {
    return std::generic_category().message(error_number);
}

std::size_t read_some(int fd, std::span<char> into, const std::string& name) {
    for (;;) {
        const ssize_t got = ::read(fd, into.data(), into.size());
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) {
            throw Error(ErrorKind::io, fmt::format("{}: reading failed: {}", name, system_message(errno)));
        }
    }
}

std::size_t read_fully(int fd, std::span<char> into, const std::string& name) {
    std::size_t done = 0;
    while (done < into.size()) {
        const std::size_t got = read_some(fd, into.subspan(done), name);
        if (got == 0) break;
        done += got;
    }
    return done;
}

std::size_t read_fully_at(int fd, std::uint64_t offset, std::span<char> into, const std::string& name) {
    std::size_t done = 0;
    while (done < into.size()) {
        const ssize_t got = ::pread(fd, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
        if (got == 0) break;
        if (got > 0) {
            done += static_cast<std::size_t>(got);
        } else if (errno != EINTR) {
            throw Error(ErrorKind::io, fmt::format("{}: reading failed: {}", name, system_message(errno)));
        }
    }
    return done;
}

void write_fully(int fd, std::string_view text, const std::string& name) {
    while (!text.empty()) {
        const ssize_t wrote = ::write(fd, text.data(), text.size());
        if (wrote >= 0) {
            text.remove_prefix(static_cast<std::size_t>(wrote));
        } else if (errno == EPIPE) {
            throw ClosedPipe{};
        } else if (errno != EINTR) {
            throw Error(ErrorKind::io, fmt::format("{}: writing failed: {}", name, system_message(errno)));
        }
    }
}

std::string read_small_file(const std::string& path, std::size_t limit) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) {
        throw Error(ErrorKind::no_input, fmt::format("{}: can't be opened: {}", path, system_message(errno)));
    }
    std::string text(limit + 1, '\0');
    text.resize(read_fully(file.get(), text, path));
    if (text.size() > limit) {
        throw Error(ErrorKind::data,
                    fmt::format("{}: is longer than {} bytes, too long for what it should be", path, limit));
    }
    return text;
}

}  // namespace rfm::base
