// Where the bytes of an input come from: a file, or standard input.
// Thread-safety: one reader at a time, but for read_at.
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

    // Whether it is a regular file, which can be read from any place.
    bool is_positional() const noexcept { return positional_; }
    // Where the next read() would read.
    std::uint64_t position() const;
    // Fills `into` from that place on unless the file ends first; returns how much was read. Counts all but the first
    // `counted_before` bytes as progress. May be called by several threads. Throws Error(io).
    std::size_t read_at(std::uint64_t offset, std::span<char> into, std::size_t counted_before) const;

private:
    ByteSource(base::FileDescriptor file, std::string name, bool positional, Progress* progress)
        : file_(std::move(file)), name_(std::move(name)), positional_(positional), progress_(progress) {}

    base::FileDescriptor file_;
    std::string name_;
    bool positional_;
    Progress* progress_;
};

}  // namespace rfm::csv
