#include "base/temp_file.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

#include <fmt/format.h>

#include <rfm/error.h>

#include "base/unfinished_files.h"

namespace rfm::base {

std::string temporary_folder() {
    const char* given = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): nobody changes the environment
    if (given != nullptr && *given != '\0') return given;
    return ::access("/var/tmp", W_OK) == 0 ? "/var/tmp" : "/tmp";
}

TempFile::TempFile(std::string_view more_advice)
    : name_(fmt::format("temporary file in {}", temporary_folder())),
      advice_(fmt::format("; set TMPDIR to a folder with more room{}", more_advice)) {
    const std::string path = temporary_folder();
    file_ = FileDescriptor(::open(path.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (file_.is_open()) return;
    // Some file systems can't make a file without a name: then it loses it at once, and no signal comes between.
    const SignalsKeptOff while_named;
    std::string named = path + "/rfm-XXXXXX";
    file_ = FileDescriptor(::mkostemp(named.data(), O_CLOEXEC));
    if (!file_.is_open()) {
        throw Error(ErrorKind::cannot_create,
                    fmt::format("{}: can't be made: {}{}", name_, system_message(errno), advice_));
    }
    ::unlink(named.c_str());
}

std::string TempFile::open_name() const {
    return fmt::format("/proc/self/fd/{}", file_.get());
}

void TempFile::append(std::span<const char> bytes) {
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(file_.get(), bytes.data(), bytes.size());
        if (wrote < 0) {
            if (errno == EINTR) continue;
            throw Error(ErrorKind::io, fmt::format("{}: writing failed: {}{}", name_, system_message(errno), advice_));
        }
        bytes = bytes.subspan(static_cast<std::size_t>(wrote));
        size_ += static_cast<std::uint64_t>(wrote);
    }
}

void TempFile::read_at(std::uint64_t offset, std::span<char> into) const {
    if (read_fully_at(file_.get(), offset, into, name_) < into.size()) {
        throw Error(ErrorKind::io, fmt::format("{}: reading failed: it is shorter than it was", name_));
    }
}

}  // namespace rfm::base
