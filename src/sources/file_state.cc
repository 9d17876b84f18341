#include "sources/file_state.h"

#include <cerrno>
#include <fcntl.h>

#include <fmt/format.h>

#include <rfm/error.h>

namespace rfm::sources {

FileState::FileState(int fd, std::string name) : file_(::fcntl(fd, F_DUPFD_CLOEXEC, 3)), name_(std::move(name)) {
    if (!file_.is_open() || ::fstat(file_.get(), &before_) != 0) {
        throw Error(ErrorKind::no_input, fmt::format("{}: can't be opened: {}", name_, base::system_message(errno)));
    }
}

void FileState::check_unchanged() const {
    struct stat now {};
    if (::fstat(file_.get(), &now) != 0) {
        throw Error(ErrorKind::io, fmt::format("{}: reading failed: {}", name_, base::system_message(errno)));
    }
    const bool same_size = now.st_size == before_.st_size;
    if (same_size && now.st_mtim.tv_sec == before_.st_mtim.tv_sec && now.st_mtim.tv_nsec == before_.st_mtim.tv_nsec) {
        return;
    }
    const std::string how = same_size ? fmt::format("its {} bytes were written to", now.st_size)
                                      : fmt::format("was {} bytes, is {} now", before_.st_size, now.st_size);
    throw Error(ErrorKind::io,
                fmt::format("{}: has changed while it was read ({}); try again when it is complete", name_, how));
}

}  // namespace rfm::sources
