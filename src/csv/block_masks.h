// The part of the block scanner that is the same for every instruction set: what is done with the masks of 64 bytes.
// Compiled anew for each instruction set, so that counting bits takes one instruction where there is one: hence the
// include guard that Highway's foreach_target.h toggles, and no #pragma once. Included by the scanner only.
#if defined(RFM_CSV_BLOCK_MASKS) == defined(HWY_TARGET_TOGGLE)
#ifdef RFM_CSV_BLOCK_MASKS
#undef RFM_CSV_BLOCK_MASKS
#else
#define RFM_CSV_BLOCK_MASKS
#endif

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include <hwy/highway.h>

#include "csv/block_scanner.h"

HWY_BEFORE_NAMESPACE();
namespace rfm::csv {
namespace HWY_NAMESPACE {  // NOLINT(modernize-concat-nested-namespaces): a macro

// Bit i stands for byte i of a block.
struct BlockMasks {
    std::uint64_t delimiter = 0;
    std::uint64_t newline = 0;
    std::uint64_t quote = 0;
    std::uint64_t carriage_return = 0;
    bool is_ascii = true;
};

// Each bit becomes the parity of the bits up to and with it: 1 from an opening quote up to before its closing one.
inline std::uint64_t prefix_xor_by_shifts(std::uint64_t bits) noexcept {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^= bits << 32;
    return bits;
}

// The bits below `count` (0 to 64).
inline std::uint64_t low_bits(std::size_t count) noexcept {
    return count >= 64 ? ~0ULL : (1ULL << count) - 1;
}

// Whether the quotes stand where they may, for both states that the chunk can start in. Which quotes open and which
// close under the one assumption is the other way round under the other, so most of the work is the same.
class QuoteCheck {
public:
    QuoteCheck(const char before[2], char delimiter) noexcept
        : border_(before[1] == delimiter || before[1] == '\n' || before[1] == '"' ? 1 : 0),
          quote_(before[1] == '"' ? 1 : 0),
          returned_(before[0] == '"' && before[1] == '\r' ? 1 : 0) {}

    // Takes the next block. in: the bytes inside quotes, the opening one counted, if the chunk starts outside.
    void take(const BlockMasks& m, std::uint64_t in, std::uint64_t valid) noexcept {
        const std::uint64_t border = m.delimiter | m.newline | m.quote;
        // What an opening quote may not stand behind.
        const std::uint64_t misplaced = m.quote & ~((border << 1) | border_);
        // What stands behind a quote: a border, or CR LF, if the quote is a closing one.
        const std::uint64_t behind = (m.quote << 1) | quote_;
        const std::uint64_t wrong = behind & ~(border | m.carriage_return) & valid;
        const std::uint64_t in_before = (in << 1) | in_;
        bad_[0] |= (misplaced & in) | (wrong & ~in_before);
        bad_[1] |= (misplaced & ~in) | (wrong & in_before);
        const std::uint64_t returned = behind & m.carriage_return;
        if ((returned | returned_) != 0) {
            const std::uint64_t wrong_return = ((returned << 1) | returned_) & ~m.newline & valid;
            const std::uint64_t in_two_before = (in_before << 1) | in_before_;
            bad_[0] |= wrong_return & ~in_two_before;
            bad_[1] |= wrong_return & in_two_before;
        }
        border_ = border >> 63;
        quote_ = m.quote >> 63;
        returned_ = returned >> 63;
        in_ = in >> 63;
        in_before_ = in_before >> 63;
    }

    bool regular(int state) const noexcept { return bad_[state] == 0; }

private:
    // Bit 0 of each: carried from the block before.
    std::uint64_t border_, quote_, returned_;
    std::uint64_t in_ = 0;
    std::uint64_t in_before_ = 0;
    std::uint64_t bad_[2] = {0, 0};
};

// All ones when the last bit is set, else zero.
inline std::uint64_t spread_last(std::uint64_t bits) noexcept {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(bits) >> 63);
}

// Ops: all_masks and plain_masks (those of newlines and quotes only) of a block, prefix_xor, put_positions.
template <class Ops>
ChunkAnalysis analyse_with(const Ops& ops, const char* data, std::size_t size, const char before[4], char delimiter) {
    ChunkAnalysis result;
    // Small enough that what was looked at is still in the first cache.
    constexpr std::size_t piece = std::size_t{16} << 10;
    Utf8Proof proof(data, before);
    bool is_ascii = true;
    const auto end_piece = [&](std::size_t end) { proof.take(end, std::exchange(is_ascii, true)); };
    // Most chunks of most files have no quote at all: up to the first one, counting newlines is all there is to do. (A
    // quote in the two bytes before has something to say about the first bytes, so then it is not for here.)
    std::size_t at = 0;
    if (before[2] != '"' && before[3] != '"') {
        for (; at < size; at += 64) {
            if (at % piece == 0 && at > 0) end_piece(at);
            const std::uint64_t valid = low_bits(size - at);
            const BlockMasks m = ops.plain_masks(data + at);
            if ((m.quote & valid) != 0) break;
            is_ascii &= m.is_ascii;
            result.newlines += static_cast<std::uint64_t>(std::popcount(m.newline & valid));
        }
    }
    if (at >= size) {
        end_piece(size);
        result.utf8_fault = proof.fault();
        return result;
    }
    const std::size_t quotes_begin = at;
    QuoteCheck check(at == 0 ? before + 2 : data + at - 2, delimiter);
    std::uint64_t inside = 0;  // all ones or all zeros
    for (; at < size; at += 64) {
        if (at % piece == 0 && at > quotes_begin) end_piece(at);
        const std::uint64_t valid = low_bits(size - at);
        BlockMasks m = ops.all_masks(data + at);
        m.delimiter &= valid;
        m.newline &= valid;
        m.quote &= valid;
        m.carriage_return &= valid;
        result.newlines += static_cast<std::uint64_t>(std::popcount(m.newline));
        is_ascii &= m.is_ascii;
        const std::uint64_t in = Ops::prefix_xor(m.quote) ^ inside;
        check.take(m, in, valid);
        inside = spread_last(in);
    }
    end_piece(size);
    result.utf8_fault = proof.fault();
    result.odd_quotes = inside != 0;
    for (int state = 0; state < 2; ++state) result.regular[state] = check.regular(state);
    return result;
}

// Positions one after the other, for instruction sets that can't store all of a vector's at once.
inline void put_positions_one_by_one(std::uint64_t separators, std::uint32_t base, std::uint32_t* positions) noexcept {
    const int count = std::popcount(separators);
    // Eight at a time whether or not there are eight: the surplus is overwritten by the next block, and the branch is
    // taken the same way for most blocks. The top bit keeps the count of zeros defined when none is left.
    for (int done = 0; done < count; done += 8) {
        for (int i = 0; i < 8; ++i) {
            positions[done + i] = base + static_cast<std::uint32_t>(__builtin_ctzll(separators | (1ULL << 63)));
            separators &= separators - 1;
        }
    }
}

template <class Ops>
void scan_with(const Ops& ops, const char* data, std::size_t begin, std::size_t end, bool& inside_quotes,
               Structure& structure) {
    // Room for every byte to be a separator and for a whole vector behind the last, so that the loop needs no check.
    const std::size_t room = end - begin + 64;
    if (structure.positions.size() < structure.position_count + room) {
        structure.positions.resize(structure.position_count + room);
    }
    if (structure.record_ends.size() < structure.record_count + room) {
        structure.record_ends.resize(structure.record_count + room);
    }
    std::uint32_t* const positions = structure.positions.data();
    std::uint32_t* record_ends = structure.record_ends.data() + structure.record_count;
    auto ordinal = static_cast<std::uint32_t>(structure.position_count);
    std::uint64_t inside = inside_quotes ? ~0ULL : 0;
    for (std::size_t at = begin; at < end; at += 64) {
        const BlockMasks m = ops.field_masks(data + at);
        const std::uint64_t valid = low_bits(end - at);
        const std::uint64_t in = Ops::prefix_xor(m.quote & valid) ^ inside;
        inside = spread_last(in);
        const std::uint64_t outside = ~in & valid;
        const std::uint64_t separators = (m.delimiter | m.newline) & outside;
        std::uint64_t ends = m.newline & outside;
        while (ends != 0) {
            const std::uint64_t below = (ends & (0 - ends)) - 1;
            *record_ends++ = ordinal + static_cast<std::uint32_t>(std::popcount(separators & below));
            ends &= ends - 1;
        }
        Ops::put_positions(separators, static_cast<std::uint32_t>(at), positions + ordinal);
        ordinal += static_cast<std::uint32_t>(std::popcount(separators));
    }
    structure.position_count = ordinal;
    structure.record_count = static_cast<std::size_t>(record_ends - structure.record_ends.data());
    inside_quotes = inside != 0;
}

}  // namespace HWY_NAMESPACE
}  // namespace rfm::csv
HWY_AFTER_NAMESPACE();

#endif
