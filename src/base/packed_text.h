// A text in 16 bytes: up to 15 of them stand in it, a longer one is held by address. Comparing two takes no look at
// other memory for the short ones, which ids nearly always are. The length is part of it, so trailing NUL bytes count.
// Thread-safety: plain values and pure functions. Lifetime: a long text's bytes belong to whoever made it.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace rfm::base {

static_assert(std::endian::native == std::endian::little, "texts are packed for little-endian machines");

struct PackedText {
    static constexpr std::size_t inline_size = 15;

    // Short: the bytes, filled up with zeros, and in the last byte the size. Long: the address; the size in the low
    // half of the second word, and all ones in its last byte.
    std::uint64_t words[2] = {0, 0};

    static PackedText of(std::string_view text) noexcept {
        if (text.size() > inline_size) return of_long(text);
        PackedText packed;
        if (!text.empty()) std::memcpy(packed.words, text.data(), text.size());
        packed.words[1] |= static_cast<std::uint64_t>(text.size()) << 56;
        return packed;
    }

    // The same for a text of at most 2^32 - 1 bytes with 16 readable bytes from its start on: no branch on its length.
    static PackedText of_padded(std::string_view text) noexcept {
        return text.size() > inline_size ? of_long(text) : of_short(text);
    }

    // The same for one of at most inline_size bytes.
    static PackedText of_short(std::string_view text) noexcept {
        std::array<std::uint64_t, 2> mask{};
        std::memcpy(mask.data(), &ones_then_zeros[16 - text.size()], sizeof mask);
        PackedText packed;
        std::memcpy(packed.words, text.data(), sizeof packed.words);
        packed.words[0] &= mask[0];
        packed.words[1] = (packed.words[1] & mask[1]) | static_cast<std::uint64_t>(text.size()) << 56;
        return packed;
    }

    static PackedText of_long(std::string_view text) noexcept {
        PackedText packed;
        packed.words[0] = reinterpret_cast<std::uint64_t>(text.data());
        packed.words[1] = long_mark | (text.size() & 0xFFFFFFFFULL);
        return packed;
    }

    bool is_inline() const noexcept { return words[1] < long_mark; }
    bool empty() const noexcept { return words[1] == 0; }
    std::size_t size() const noexcept { return is_inline() ? words[1] >> 56 : words[1] & 0xFFFFFFFFULL; }

    // Points into this object when it is inline.
    std::string_view text() const noexcept {
        if (is_inline()) return {reinterpret_cast<const char*>(words), words[1] >> 56};
        return {reinterpret_cast<const char*>(words[0]), words[1] & 0xFFFFFFFFULL};
    }

    friend bool operator==(const PackedText& a, const PackedText& b) noexcept {
        if (a.words[1] != b.words[1]) return false;
        return a.words[0] == b.words[0] || (!a.is_inline() && a.text() == b.text());
    }

private:
    static constexpr std::uint64_t long_mark = std::uint64_t{0xFF} << 56;
    static constexpr std::array<unsigned char, 32> ones_then_zeros = {255, 255, 255, 255, 255, 255, 255, 255,
                                                                      255, 255, 255, 255, 255, 255, 255, 255};
};
static_assert(sizeof(PackedText) == 16);

}  // namespace rfm::base
