#include "csv/byte_source.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <rfm/error.h>

namespace rfm::csv {

ByteSource ByteSource::open(const std::string& path) {
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
    return {std::move(file), std::move(name)};
}

std::size_t ByteSource::read(std::span<char> into) {
    return base::read_fully(file_.get(), into, name_);
}

}  // namespace rfm::csv
