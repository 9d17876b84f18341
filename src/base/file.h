// File descriptors that close themselves, and whole reads and writes on them.
// Thread-safety: a FileDescriptor belongs to one owner; the functions are safe on different descriptors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace rfm::base {

class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd) noexcept : fd_(fd) {}
    FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor();

    int get() const noexcept { return fd_; }
    bool is_open() const noexcept { return fd_ >= 0; }
    int release() noexcept { return std::exchange(fd_, -1); }

private:
    int fd_ = -1;
};

// The words for an errno value, as in "No such file or directory".
std::string system_message(int error_number);

// Reads what is there, at least one byte unless the input has ended. Throws Error(io) naming `name`.
std::size_t read_some(int fd, std::span<char> into, const std::string& name);

// Reads until `into` is full or the input ends; returns how much was read. Throws Error(io) naming `name`.
std::size_t read_fully(int fd, std::span<char> into, const std::string& name);

// The same from a place of a file, without moving where read_fully reads. May be called by several threads.
std::size_t read_fully_at(int fd, std::uint64_t offset, std::span<char> into, const std::string& name);

// Writes all of it. Throws Error(io) naming `name`; a closed pipe throws ClosedPipe.
void write_fully(int fd, std::string_view text, const std::string& name);

// The reader of our output went away: no error, just the end.
struct ClosedPipe {};

// The bytes of a whole small file. Throws Error(no_input), Error(io), or Error(data) when it is longer than `limit`.
std::string read_small_file(const std::string& path, std::size_t limit);

}  // namespace rfm::base
