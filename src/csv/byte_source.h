// Where the bytes of an input come from: a file, or standard input.
// Thread-safety: one reader at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <rfm/progress.h>

#include "base/file.h"

namespace rfm::csv {

class ByteSource {
public:
    // path: "-" is standard input. Throws Error(no_input) when it can't be opened or is a directory.
    // progress, if any, outlives the source and counts what is read.
    static ByteSource open(const std::string& path, Progress* progress = nullptr);

    // For messages: the path, or "standard input".
    const std::string& name() const noexcept { return name_; }

    // Fills `into` unless the input ends first; returns how much was read. Throws Error(io).
    std::size_t read(std::span<char> into);

private:
    ByteSource(base::FileDescriptor file, std::string name, Progress* progress)
        : file_(std::move(file)), name_(std::move(name)), progress_(progress) {}

    base::FileDescriptor file_;
    std::string name_;
    Progress* progress_;
};

}  // namespace rfm::csv
