// What a regular file was when it was opened, to find out when it has been read whether it still is that file: an
// export that goes on while it is read would give scores of half the orders, or of two halves that don't belong
// together. A file that was renamed over or deleted meanwhile is another matter: the one that was opened is read whole.
// A writer who changes bytes but not the size, within the few milliseconds that a file system's clock takes for a step
// and before the reader comes to that place, is not seen, nor one who is between two writes.
// Thread-safety: immutable after construction.
#pragma once

#include <string>
#include <sys/stat.h>
#include <utility>

#include "base/file.h"

namespace rfm::sources {

class FileState {
public:
    // fd: of the file as it is read; a descriptor of its own is made of it. Throws Error(no_input) when none is to be
    // had.
    FileState(int fd, std::string name);

    // Throws Error(io) when its size or the time of its last change is not what it was.
    void check_unchanged() const;

private:
    base::FileDescriptor file_;
    std::string name_;
    struct stat before_ {};
};

}  // namespace rfm::sources
