#include "base/atomic_file.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>
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

// Owner, group and permissions of the old file for the new one. Not everybody may give a file away: then it gets the
// group alone, or neither, and what runs it as its owner or group is left out where that would be another one.
void take_over(const struct stat& old, int fd) {
    struct stat status {};
    ::fstat(fd, &status);
    mode_t mode = old.st_mode & 07777;
    if (status.st_uid != old.st_uid || status.st_gid != old.st_gid) {
        if (::fchown(fd, old.st_uid, old.st_gid) != 0 && ::fchown(fd, static_cast<uid_t>(-1), old.st_gid) != 0) {
            // Then it belongs to whoever runs this.
        }
        ::fstat(fd, &status);
        if (status.st_uid != old.st_uid) mode &= ~static_cast<mode_t>(S_ISUID);
        if (status.st_gid != old.st_gid) mode &= ~static_cast<mode_t>(S_ISGID);
    }
    ::fchmod(fd, mode);  // last: a new owner takes away what runs it as the owner
}

// Waits until what was written is on disk. Some file systems know of no such thing, which is no failure.
// 0.1 s for 100 MB here, of 0.7 s for the whole run; telling the system every 8 MB to begin (sync_file_range) made the
// wait shorter by a quarter, and the run no shorter.
int sync_to_disk(int fd) {
    while (::fsync(fd) != 0) {
        if (errno == EINTR) continue;
        return errno == EIO || errno == ENOSPC || errno == EDQUOT ? errno : 0;
    }
    return 0;
}

enum class NameState { free, was_left, taken };

// A name is free too when the run that made it is dead: then what it left is taken away. All live runs hold a lock on
// theirs. Only who has the lock on a file that still has the name may take it away, so nobody takes that of another.
NameState clear_name(const std::string& name) {
    const FileDescriptor file(::open(name.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.is_open()) return errno == ENOENT ? NameState::free : NameState::taken;
    struct stat held {};
    struct stat named {};
    if (::fstat(file.get(), &held) != 0 || !S_ISREG(held.st_mode) || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        return NameState::taken;
    }
    if (::lstat(name.c_str(), &named) != 0) return errno == ENOENT ? NameState::free : NameState::taken;
    if (named.st_dev != held.st_dev || named.st_ino != held.st_ino) return NameState::taken;
    return ::unlink(name.c_str()) == 0 ? NameState::was_left : NameState::taken;
}

std::string hidden_name(const std::string& target, int number) {
    constexpr std::size_t longest = 200;  // of the 255 bytes that a name may have
    return fmt::format("{}/.{}.rfm-{}.tmp", folder_of(target), name_of(target).substr(0, longest), number);
}

constexpr int most_names = 1000;

}  // namespace

AtomicFile::AtomicFile(const std::string& path) : path_(path), target_(followed(path)) {
    struct stat old {};
    const bool is_there = ::stat(target_.c_str(), &old) == 0;
    if (is_there) {
        if (S_ISDIR(old.st_mode)) refuse(path_, EISDIR);
        if (!S_ISREG(old.st_mode)) {
            file_ = FileDescriptor(::open(target_.c_str(), O_WRONLY | O_CLOEXEC));
            if (!file_.is_open()) refuse(path_, errno);
            direct_ = true;
            return;
        }
        // Renaming would get around a file that may not be written to; what its owner meant counts.
        if (::access(target_.c_str(), W_OK) != 0) refuse(path_, errno);
    } else if (errno != ENOENT) {
        refuse(path_, errno);
    }
    if (name_of(target_).empty()) refuse(path_, EISDIR);
    const std::string folder = folder_of(target_);
    if (::access(folder.c_str(), W_OK) != 0) refuse(path_, errno);
    file_ = FileDescriptor(::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
    if (!file_.is_open() || ::access(link_source(file_.get()).c_str(), F_OK) != 0) {
        make_named();  // a file system without unnamed files
    } else {
        ::flock(file_.get(), LOCK_EX | LOCK_NB);
    }
    if (is_there) {
        take_over(old, file_.get());
    } else {
        ::fchmod(file_.get(), default_mode());
    }
}

AtomicFile::~AtomicFile() {
    if (temporary_.is_registered()) ::unlink(temporary_.path().c_str());
}

void AtomicFile::make_named() {
    for (int number = 1; number <= most_names; ++number) {
        const std::string name = hidden_name(target_, number);
        if (clear_name(name) == NameState::taken) continue;
        const SignalsKeptOff until_registered;
        file_ = FileDescriptor(::open(name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!file_.is_open()) {
            if (errno == EEXIST) continue;
            refuse(path_, errno);
        }
        // Before it is locked another run may take it for left, and away.
        const bool is_ours = ::flock(file_.get(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
        struct stat made {};
        struct stat named {};
        ::fstat(file_.get(), &made);
        if (!is_ours || ::lstat(name.c_str(), &named) != 0 || named.st_ino != made.st_ino) continue;
        temporary_ = UnfinishedName(name, made.st_dev, made.st_ino);
        clear_names_behind(number);
        return;
    }
    refuse(path_, EEXIST);
}

void AtomicFile::give_hidden_name() {
    struct stat made {};
    ::fstat(file_.get(), &made);
    for (int number = 1; number <= most_names; ++number) {
        const std::string name = hidden_name(target_, number);
        if (clear_name(name) == NameState::taken) continue;
        UnfinishedName given(name, made.st_dev, made.st_ino);
        if (::linkat(AT_FDCWD, link_source(file_.get()).c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
            temporary_ = std::move(given);
            clear_names_behind(number);
            return;
        }
        if (errno != EEXIST) refuse_at_end(errno);
    }
    refuse(path_, EEXIST);
}

// What several runs left that were killed at one time.
void AtomicFile::clear_names_behind(int number) const {
    while (clear_name(hidden_name(target_, ++number)) == NameState::was_left) continue;
}

// The folder was there when the run began.
void AtomicFile::refuse_at_end(int reason) const {
    const std::string folder = folder_of(target_);
    if (reason == ENOENT && ::access(folder.c_str(), F_OK) != 0) {
        throw Error(ErrorKind::cannot_create,
                    fmt::format("{}: can't be written: the folder {} was removed during the run", path_, folder));
    }
    refuse(path_, reason);
}

void AtomicFile::write(std::string_view text) {
    write_fully(file_.get(), text, path_);
}

void AtomicFile::prepare() {
    if (prepared_) return;
    if (!direct_) {
        if (const int reason = sync_to_disk(file_.get()); reason != 0) {
            throw Error(ErrorKind::io, fmt::format("{}: writing failed: {}", path_, system_message(reason)));
        }
        if (!temporary_.is_registered()) give_hidden_name();
    }
    prepared_ = true;
}

void AtomicFile::commit() {
    prepare();
    if (direct_) {
        if (::close(file_.release()) != 0) {
            throw Error(ErrorKind::io, fmt::format("{}: writing failed: {}", path_, system_message(errno)));
        }
        return;
    }
    if (::rename(temporary_.path().c_str(), target_.c_str()) != 0) refuse_at_end(errno);
    temporary_.forget();
    // What close() could still tell, fsync() has told.
    { const FileDescriptor done(std::move(file_)); }
    const FileDescriptor folder(::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.is_open()) return;  // one that may be written to but not read
    if (const int reason = sync_to_disk(folder.get()); reason != 0) {
        throw Error(ErrorKind::io, fmt::format("{}: has been replaced, but its folder could not be written to disk: {}",
                                               path_, system_message(reason)));
    }
}

}  // namespace rfm::base
