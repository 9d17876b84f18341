// Both ends of a pipe, closed with the object or before.
#pragma once

#include <stdexcept>
#include <unistd.h>
#include <utility>

#include "base/file.h"

namespace rfm::test {

struct Pipe {
    Pipe() {
        int ends[2];
        if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
        read = base::FileDescriptor(ends[0]);
        write = base::FileDescriptor(ends[1]);
    }
    base::FileDescriptor read, write;
};

inline void close(base::FileDescriptor& fd) {
    const base::FileDescriptor gone = std::move(fd);
}

}  // namespace rfm::test
