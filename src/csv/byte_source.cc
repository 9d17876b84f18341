#include "csv/byte_source.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <rfm/error.h>

namespace rfm::csv {

ByteSource ByteSource::open(const std::string& path, Progress* progress) {
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
    if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
        throw Error(ErrorKind::no_input, fmt::format("{}: is a directory; name the files in it, as in {}/*.csv", name,
                                                     path == "/" ? "" : path));
    }
    return {std::move(file), std::move(name), progress};
}

std::size_t ByteSource::read(std::span<char> into) {
    // Counted as it comes, since a slow pipe takes long to fill `into`.
    std::size_t done = 0;
    while (done < into.size()) {
        const std::size_t got = base::read_some(file_.get(), into.subspan(done), name_);
        if (got == 0) break;
        done += got;
        if (progress_ != nullptr) progress_->add_bytes(got);
    }
    return done;
}

}  // namespace rfm::csv
