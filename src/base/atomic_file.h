// A file that appears under its name whole or not at all: written without a name in the same folder, then renamed over
// what was there. A reader never sees half of it, and a run that fails or is killed leaves the old one as it was.
// Pipes, devices and the like are written to directly.
// Thread-safety: one owner.
#pragma once

#include <string>
#include <string_view>

#include "base/file.h"

namespace rfm::base {

class AtomicFile {
public:
    // Throws Error(cannot_create) when the folder or the name can't be written to. The file keeps the permissions of
    // the one that it replaces.
    explicit AtomicFile(const std::string& path);
    AtomicFile(AtomicFile&&) noexcept = default;
    AtomicFile& operator=(AtomicFile&&) noexcept = delete;
    // Without commit(), nothing has happened.
    ~AtomicFile();

    // Throws Error(io), or ClosedPipe when the path is a pipe that nobody reads any more.
    void write(std::string_view text);

    // Gives the file its name. Throws Error(cannot_create) or Error(io); then the old file is still there.
    void commit();

private:
    std::string path_;       // as given, for messages
    std::string target_;     // with symbolic links followed
    std::string temporary_;  // the name of the unfinished file, where it has to have one
    FileDescriptor file_;
    bool direct_ = false;
};

}  // namespace rfm::base
