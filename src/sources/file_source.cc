#include "sources/file_source.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <rfm/error.h>

namespace rfm::sources {

std::unique_ptr<FileSource> FileSource::open(const std::string& path, Progress* progress) {
    const bool standard_input = path == "-";
    std::string name = standard_input ? "standard input" : path;
    base::FileDescriptor file(standard_input ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                             : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) {
        const int reason = errno;
        const char* hint = reason == ENOENT   ? "; check the spelling and the folder"
                           : reason == EACCES ? "; ask its owner for the right to read it"
                                              : "";
        throw Error(ErrorKind::no_input,
                    fmt::format("{}: can't be opened: {}{}", name, base::system_message(reason), hint));
    }
    struct stat status {};
    const bool is_known = ::fstat(file.get(), &status) == 0;
    if (is_known && S_ISDIR(status.st_mode)) {
        throw Error(ErrorKind::no_input, fmt::format("{}: is a directory; name the files in it, as in {}/*.csv", name,
                                                     path == "/" ? "" : path));
    }
    const bool positional = is_known && S_ISREG(status.st_mode);
    return std::unique_ptr<FileSource>(new FileSource(std::move(file), std::move(name), positional, progress));
}

std::size_t FileSource::read(std::span<char> into) {
    // Counted as it comes, since a slow pipe takes long to fill `into`.
    std::size_t done = 0;
    while (done < into.size()) {
        const std::size_t got = base::read_some(file_.get(), into.subspan(done), name());
        if (got == 0) break;
        done += got;
        if (progress_ != nullptr) progress_->add_bytes(got);
    }
    return done;
}

std::uint64_t FileSource::position() const {
    const off_t at = ::lseek(file_.get(), 0, SEEK_CUR);
    if (at < 0) throw Error(ErrorKind::io, fmt::format("{}: reading failed: {}", name(), base::system_message(errno)));
    return static_cast<std::uint64_t>(at);
}

std::uint64_t FileSource::size() const {
    struct stat status {};
    if (::fstat(file_.get(), &status) != 0) {
        throw Error(ErrorKind::io, fmt::format("{}: reading failed: {}", name(), base::system_message(errno)));
    }
    return static_cast<std::uint64_t>(status.st_size);
}

std::optional<FileState> FileSource::state() const {
    if (!positional_) return std::nullopt;
    return FileState(file_.get(), name());
}

std::size_t FileSource::read_at(std::uint64_t offset, std::span<char> into, std::size_t counted_before) const {
    const std::size_t done = base::read_fully_at(file_.get(), offset, into, name());
    if (progress_ != nullptr && done > counted_before) progress_->add_bytes(done - counted_before);
    return done;
}

}  // namespace rfm::sources
