// Customer ids as the table holds them: up to 16 bytes inline, longer ones by address. The length is part of the key,
// so trailing NUL bytes count. Thread-safety: plain values and pure functions. Lifetime: a long key's bytes belong to
// whoever made it.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace rfm::customers {

static_assert(std::endian::native == std::endian::little, "keys are put together for little-endian machines");

struct CustomerKey {
    static constexpr std::size_t inline_size = 16;

    // Up to 16 bytes: the bytes, filled up with zeros. Longer: the address and the first 8 bytes.
    std::uint64_t words[2] = {0, 0};
    std::uint32_t size = 0;

    bool is_inline() const noexcept { return size <= inline_size; }

    const char* long_bytes() const noexcept { return reinterpret_cast<const char*>(words[0]); }

    // Points into this key when it is inline.
    std::string_view text() const noexcept {
        return {is_inline() ? reinterpret_cast<const char*>(words) : long_bytes(), size};
    }

    static CustomerKey of_long(const char* bytes, std::uint32_t size) noexcept {
        CustomerKey key;
        key.words[0] = reinterpret_cast<std::uint64_t>(bytes);
        std::memcpy(&key.words[1], bytes, 8);
        key.size = size;
        return key;
    }

    // The text is at most 16 bytes. Reads no byte outside of it.
    static CustomerKey of_short(std::string_view text) noexcept {
        CustomerKey key;
        const char* bytes = text.data();
        const std::size_t size = text.size();
        key.size = static_cast<std::uint32_t>(size);
        const auto load8 = [](const char* from) {
            std::uint64_t word = 0;
            std::memcpy(&word, from, 8);
            return word;
        };
        const auto load4 = [](const char* from) {
            std::uint32_t word = 0;
            std::memcpy(&word, from, 4);
            return static_cast<std::uint64_t>(word);
        };
        if (size > 8) {
            key.words[0] = load8(bytes);
            key.words[1] = load8(bytes + size - 8) >> (8 * (16 - size));
        } else if (size == 8) {
            key.words[0] = load8(bytes);
        } else if (size >= 4) {
            // Two overlapping halves; where they overlap they hold the same bits.
            key.words[0] = load4(bytes) | load4(bytes + size - 4) << (8 * (size - 4));
        } else {
            for (std::size_t i = 0; i < size; ++i) {
                key.words[0] |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
            }
        }
        return key;
    }
};

inline bool same_key(const CustomerKey& a, const CustomerKey& b) noexcept {
    if (a.size != b.size) return false;
    if (a.is_inline()) return a.words[0] == b.words[0] && a.words[1] == b.words[1];
    return a.words[1] == b.words[1] && std::memcmp(a.long_bytes(), b.long_bytes(), a.size) == 0;
}

// For keys of up to 16 bytes: two multiplications to 128 bits, folded (as in wyhash). The table is not exposed to
// requests from outside, so nothing is gained by a secret seed.
inline std::uint64_t hash_short(const CustomerKey& key) noexcept {
    __extension__ using Wide = unsigned __int128;
    const auto fold = [](std::uint64_t a, std::uint64_t b) {
        const Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    };
    const std::uint64_t mixed = fold(key.words[0] ^ 0xa0761d6478bd642fULL,
                                     key.words[1] ^ 0xe7037ed1a0b428dbULL ^ (key.size * 0x9e3779b97f4a7c15ULL));
    return fold(mixed ^ 0x8ebc6af09c88c6e3ULL, 0x589965cc75374cc3ULL);
}

}  // namespace rfm::customers
