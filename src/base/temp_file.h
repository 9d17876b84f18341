// A file without a name, for what memory can't hold: gone when it is closed, also after a crash.
// Thread-safety: one writer; read_at may be called by several threads when nobody writes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/file.h"

namespace rfm::base {

// The one that TMPDIR names, else /var/tmp, which unlike /tmp is not memory on many systems.
std::string temporary_folder();

class TempFile {
public:
    // In temporary_folder().
    // more_advice: what else may help against a full disk, for messages. Throws Error(cannot_create).
    explicit TempFile(std::string_view more_advice = ", or give a higher --memory-limit");

    // Throws Error(io), as for a full disk.
    void append(std::span<const char> bytes);

    // What append() has written.
    std::uint64_t size() const noexcept { return size_; }

    // A name by which a library that wants one can open the file, as long as this object lives.
    std::string open_name() const;

    // Reads exactly so many bytes. Throws Error(io).
    void read_at(std::uint64_t offset, std::span<char> into) const;

private:
    std::string name_;    // for messages
    std::string advice_;  // the same
    FileDescriptor file_;
    std::uint64_t size_ = 0;
};

}  // namespace rfm::base
