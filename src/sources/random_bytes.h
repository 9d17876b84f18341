// A whole file that can be read from any place, as the list at the end of a zip wants it.
// Thread-safety: see RandomBytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "sources/byte_source.h"

namespace rfm::sources {

// read_at fills `into` unless the file ends first. Copies share the file, which lives as long as any of them.
// Thread-safety: one caller at a time.
struct RandomBytes {
    std::uint64_t size = 0;
    std::function<std::size_t(std::uint64_t offset, std::span<char> into)> read_at;
};

// Of the file, from `begin` on. `counted`: how many bytes of it were counted as progress before.
RandomBytes bytes_of(std::shared_ptr<const ByteSource> file, std::uint64_t begin, std::uint64_t size,
                     std::uint64_t counted);

// Of a source that can only be read once: all of it goes to a temporary file. Throws what reading or writing throws.
RandomBytes kept_bytes(ByteSource& source);

}  // namespace rfm::sources
