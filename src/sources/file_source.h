// A file or standard input, byte for byte.
// Thread-safety: see ByteSource.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <rfm/progress.h>

#include "base/file.h"
#include "sources/byte_source.h"
#include "sources/file_state.h"

namespace rfm::sources {

class FileSource : public ByteSource {
public:
    // path: "-" is standard input. Throws Error(no_input) when it can't be opened or is a directory.
    // progress, if any, outlives the source and counts what is read.
    static std::unique_ptr<FileSource> open(const std::string& path, Progress* progress = nullptr);

    std::size_t read(std::span<char> into) override;
    bool is_positional() const noexcept override { return positional_; }
    std::uint64_t position() const override;
    std::size_t read_at(std::uint64_t offset, std::span<char> into, std::size_t counted_before) const override;

    // How many bytes the file has now. Throws Error(io).
    std::uint64_t size() const;

    // As the file is now; nothing for what is no regular file, and can't be known. Throws Error(no_input).
    std::optional<FileState> state() const;

private:
    FileSource(base::FileDescriptor file, std::string name, bool positional, Progress* progress)
        : ByteSource(std::move(name)), file_(std::move(file)), positional_(positional), progress_(progress) {}

    base::FileDescriptor file_;
    bool positional_;
    Progress* progress_;
};

}  // namespace rfm::sources
