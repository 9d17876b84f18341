// Where the bytes of an input come from: a file, standard input, or another source, unpacked or rewritten.
// Thread-safety: one reader at a time, but for read_at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

namespace rfm::sources {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    // For messages: the path, "standard input", or the path of an archive and the file in it.
    const std::string& name() const noexcept { return name_; }

    // Fills `into` unless the input ends first; returns how much was read. Throws Error(io), and Error(data) where the
    // bytes can't be what they should be.
    virtual std::size_t read(std::span<char> into) = 0;

    // Whether it can be read from any place, as a regular file can. The rest is for such a source only.
    virtual bool is_positional() const noexcept { return false; }
    // Where the next read() would read.
    virtual std::uint64_t position() const { return 0; }
    // Fills `into` from that place on unless the file ends first; returns how much was read. Counts all but the first
    // `counted_before` bytes as progress. May be called by several threads. Throws Error(io).
    virtual std::size_t read_at(std::uint64_t /*offset*/, std::span<char> /*into*/,
                                std::size_t /*counted_before*/) const {
        return 0;
    }

protected:
    explicit ByteSource(std::string name) : name_(std::move(name)) {}

private:
    std::string name_;
};

}  // namespace rfm::sources
