#include "base/atomic_file.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <rfm/error.h>

namespace rfm::base {
namespace {

[[noreturn]] void refuse(const std::string& path, int error_number) {
    throw Error(ErrorKind::cannot_create, fmt::format("{}: can't be written: {}", path, system_message(error_number)));
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

std::string name_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

// The path with symbolic links followed, also where the last of them points to a file that is not there yet: it is that
// file which is to appear, not one in the place of the link.
std::string followed(const std::string& path) {
    constexpr int most_links = 40;  // as the kernel has it
    std::string target = path;
    for (int i = 0; i < most_links; ++i) {
        if (const std::unique_ptr<char, decltype(&std::free)> real(::realpath(target.c_str(), nullptr), &std::free);
            real) {
            return real.get();
        }
        char link[4096];
        const ssize_t size = ::readlink(target.c_str(), link, sizeof link);
        if (size <= 0 || size == sizeof link) break;
        const std::string to(link, static_cast<std::size_t>(size));
        target = to.starts_with('/') ? to : fmt::format("{}/{}", folder_of(target), to);
    }
    return target;
}

// The permissions for a new file: what the process's mask leaves of rw-rw-rw-.
mode_t default_mode() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

std::string link_source(int fd) {
    return fmt::format("/proc/self/fd/{}", fd);
}

}  // namespace

AtomicFile::AtomicFile(const std::string& path) : path_(path), target_(followed(path)) {
    struct stat status {};
    mode_t mode = 0;
    if (::stat(target_.c_str(), &status) == 0) {
        if (S_ISDIR(status.st_mode)) refuse(path_, EISDIR);
        if (!S_ISREG(status.st_mode)) {
            file_ = FileDescriptor(::open(target_.c_str(), O_WRONLY | O_CLOEXEC));
            if (!file_.is_open()) refuse(path_, errno);
            direct_ = true;
            return;
        }
        // Renaming would get around a file that may not be written to; what its owner meant counts.
        if (::access(target_.c_str(), W_OK) != 0) refuse(path_, errno);
        mode = status.st_mode & 07777;
    } else {
        if (errno != ENOENT) refuse(path_, errno);
        mode = default_mode();
    }
    if (name_of(target_).empty()) refuse(path_, EISDIR);
    const std::string folder = folder_of(target_);
    if (::access(folder.c_str(), W_OK) != 0) refuse(path_, errno);
    file_ = FileDescriptor(::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
    if (!file_.is_open() || ::access(link_source(file_.get()).c_str(), F_OK) != 0) {
        // A file system without unnamed files: a hidden name, taken away if the run fails.
        temporary_ = fmt::format("{}/.{}.XXXXXX", folder, name_of(target_));
        file_ = FileDescriptor(::mkostemp(temporary_.data(), O_CLOEXEC));
        if (!file_.is_open()) {
            const int reason = errno;
            temporary_.clear();
            refuse(path_, reason);
        }
    }
    ::fchmod(file_.get(), mode);
}

AtomicFile::~AtomicFile() {
    if (!temporary_.empty() && file_.is_open()) ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view text) {
    write_fully(file_.get(), text, path_);
}

void AtomicFile::commit() {
    if (!direct_) {
        if (temporary_.empty()) {
            // The process id keeps runs apart; a name left over by a crashed run of the same id may go.
            const std::string name = fmt::format("{}/.{}.{}.tmp", folder_of(target_), name_of(target_), ::getpid());
            ::unlink(name.c_str());
            if (::linkat(AT_FDCWD, link_source(file_.get()).c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0) {
                refuse(path_, errno);
            }
            temporary_ = name;
        }
        if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
            const int reason = errno;
            ::unlink(temporary_.c_str());
            temporary_.clear();
            refuse(path_, reason);
        }
        temporary_.clear();
    }
    if (::close(file_.release()) != 0) {
        throw Error(ErrorKind::io, fmt::format("{}: writing failed: {}", path_, system_message(errno)));
    }
}

}  // namespace rfm::base
