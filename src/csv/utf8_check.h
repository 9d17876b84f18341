// Proves that text is UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. Chunk by chunk, side by side;
// with the best instruction set of the machine, chosen at run time.
// Thread-safety: pure functions on the caller's memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <rfm/error.h>

namespace rfm::csv {

inline constexpr std::ptrdiff_t no_utf8_fault = std::numeric_limits<std::ptrdiff_t>::max();

// Where the first character begins that is not UTF-8, counted from `data`: below 0 when it begins in the four bytes
// before, of which the chunk holds the rest. A character that goes on behind the chunk is left to the next one.
std::ptrdiff_t find_utf8_fault(const char* data, std::size_t size, const char before[4]);

// Of a text that begins with a character; one that is cut off at its end is left to whoever knows what follows.
std::ptrdiff_t find_utf8_fault(std::string_view text);

// How many bytes at the end of the text are the start of a character that goes on behind it; mostly 0.
std::size_t cut_off_character(std::string_view text);

// The error for text that is not UTF-8, in that line of the file. text: begins with what is not, and goes on with what
// tells which encoding it may have, as much of it as is wanted.
inline constexpr std::size_t broken_text_wanted = 4096;
Error broken_utf8(const std::string& name, std::uint64_t line, std::string_view text);

// Proves a chunk piece by piece, while each is still in the cache from being looked at for something else: measured,
// half the time of a pass of its own. Thread-safety: one owner.
class Utf8Proof {
public:
    Utf8Proof(const char* data, const char before[4]) noexcept : data_(data), before_(before) {}

    // The next piece ends before `end`; is_ascii: whether it is known that no byte of it has its highest bit set.
    void take(std::size_t end, bool is_ascii);

    // The first fault of the pieces so far; see find_utf8_fault.
    std::ptrdiff_t fault() const noexcept { return fault_; }

private:
    const char* data_;
    const char* before_;
    std::size_t done_ = 0;
    std::ptrdiff_t fault_ = no_utf8_fault;
};

// The same as find_utf8_fault without SIMD, to compare with.
std::ptrdiff_t find_utf8_fault_portable(const char* data, std::size_t size, const char before[4]);

}  // namespace rfm::csv
