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
};

// Each bit becomes the parity of the bits up to and with it: 1 from an opening quote up to before its closing one.
inline std::uint64_t prefix_xor(std::uint64_t bits) noexcept {
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

// Whether the quotes stand where they may, for one assumed state at the start of the chunk.
class QuoteCheck {
public:
    QuoteCheck(bool inside, const char before[2], char delimiter) noexcept
        : inside_(inside ? ~0ULL : 0),
          may_open_(before[1] == delimiter || before[1] == '\n' || before[1] == '"' ? 1 : 0),
          closed_(!inside && before[1] == '"' ? 1 : 0),
          returned_(!inside && before[0] == '"' && before[1] == '\r' ? 1 : 0) {}

    // Takes the next block; returns its record ends.
    std::uint64_t take(const BlockMasks& m, std::uint64_t valid) noexcept {
        const std::uint64_t in = prefix_xor(m.quote) ^ inside_;
        const std::uint64_t opening = m.quote & in;
        const std::uint64_t closing = m.quote & ~in;
        const std::uint64_t border = m.delimiter | m.newline | m.quote;
        bad_ |= opening & ~((border << 1) | may_open_);
        // What stands behind a closing quote: a border, or CR LF.
        const std::uint64_t behind = (closing << 1) | closed_;
        bad_ |= behind & ~(border | m.carriage_return) & valid;
        const std::uint64_t behind_return = ((behind & m.carriage_return) << 1) | returned_;
        bad_ |= behind_return & ~m.newline & valid;
        may_open_ = border >> 63;
        closed_ = closing >> 63;
        returned_ = (behind & m.carriage_return) >> 63;
        inside_ = static_cast<std::uint64_t>(static_cast<std::int64_t>(in) >> 63);
        return m.newline & ~in;
    }

    bool regular() const noexcept { return bad_ == 0; }

private:
    std::uint64_t inside_;                        // all ones or all zeros
    std::uint64_t may_open_, closed_, returned_;  // bit 0: carried from the block before
    std::uint64_t bad_ = 0;
};

// make_masks gives all masks of a block; make_plain only those of newlines and quotes.
template <class MakeMasks, class MakePlain>
ChunkAnalysis analyse_with(MakeMasks make_masks, MakePlain make_plain, const char* data, std::size_t size,
                           const char before[2], char delimiter) {
    ChunkAnalysis result;
    const auto note_ends = [&](int state, std::size_t at, std::uint64_t ends) {
        if (ends == 0) return;
        if (result.first_end[state] == ChunkAnalysis::none) {
            result.first_end[state] = at + static_cast<std::size_t>(std::countr_zero(ends));
        }
        result.last_end[state] = at + 63 - static_cast<std::size_t>(std::countl_zero(ends));
    };
    // Most chunks of most files have no quote at all: up to the first one, counting newlines is all there is to do. (A
    // quote in the two bytes before has something to say about the first bytes, so then it is not for here.)
    std::size_t at = 0;
    if (before[0] != '"' && before[1] != '"') {
        for (; at < size; at += 64) {
            const std::uint64_t valid = low_bits(size - at);
            const BlockMasks m = make_plain(data + at);
            if ((m.quote & valid) != 0) break;
            result.newlines += static_cast<std::uint64_t>(std::popcount(m.newline & valid));
            note_ends(0, at, m.newline & valid);
        }
    }
    if (at >= size) return result;
    const char* const seam = at == 0 ? before : data + at - 2;
    QuoteCheck checks[2] = {QuoteCheck(false, seam, delimiter), QuoteCheck(true, seam, delimiter)};
    std::uint64_t quotes = 0;
    for (; at < size; at += 64) {
        const std::uint64_t valid = low_bits(size - at);
        BlockMasks m = make_masks(data + at);
        m.delimiter &= valid;
        m.newline &= valid;
        m.quote &= valid;
        m.carriage_return &= valid;
        quotes += static_cast<std::uint64_t>(std::popcount(m.quote));
        result.newlines += static_cast<std::uint64_t>(std::popcount(m.newline));
        for (int state = 0; state < 2; ++state) note_ends(state, at, checks[state].take(m, valid));
    }
    result.odd_quotes = quotes % 2 != 0;
    for (int state = 0; state < 2; ++state) result.regular[state] = checks[state].regular();
    return result;
}

template <class MakeMasks>
void scan_with(MakeMasks make_masks, const char* data, std::size_t begin, std::size_t end, bool& inside_quotes,
               Structure& structure) {
    // Room for every byte to be a separator, so that the loop needs no check.
    if (structure.positions.size() < structure.position_count + (end - begin) + 8) {
        structure.positions.resize(structure.position_count + (end - begin) + 8);
    }
    if (structure.record_ends.size() < structure.record_count + (end - begin) + 8) {
        structure.record_ends.resize(structure.record_count + (end - begin) + 8);
    }
    std::uint32_t* positions = structure.positions.data() + structure.position_count;
    std::uint32_t* record_ends = structure.record_ends.data() + structure.record_count;
    auto ordinal = static_cast<std::uint32_t>(structure.position_count);
    std::uint64_t inside = inside_quotes ? ~0ULL : 0;
    for (std::size_t at = begin; at < end; at += 64) {
        BlockMasks m = make_masks(data + at);
        const std::uint64_t valid = low_bits(end - at);
        std::uint64_t outside = valid;
        const std::uint64_t quote = m.quote & valid;
        if (quote != 0 || inside != 0) {
            const std::uint64_t in = prefix_xor(quote) ^ inside;
            inside = static_cast<std::uint64_t>(static_cast<std::int64_t>(in) >> 63);
            outside = ~in & valid;
        }
        std::uint64_t separators = (m.delimiter | m.newline) & outside;
        std::uint64_t ends = m.newline & outside;
        while (ends != 0) {
            const std::uint64_t below = (ends & (0 - ends)) - 1;
            *record_ends++ = ordinal + static_cast<std::uint32_t>(std::popcount(separators & below));
            ends &= ends - 1;
        }
        const auto count = static_cast<std::uint32_t>(std::popcount(separators));
        const auto base = static_cast<std::uint32_t>(at);
        // Eight at a time whether or not there are eight: the surplus is overwritten by the next block, and the branch
        // is taken the same way for most blocks.
        for (std::uint32_t done = 0; done < count; done += 8) {
            for (int i = 0; i < 8; ++i) {
                positions[i] = base + static_cast<std::uint32_t>(std::countr_zero(separators));
                separators &= separators - 1;
            }
            positions += 8;
        }
        ordinal += count;
        positions = structure.positions.data() + ordinal;
    }
    structure.position_count = ordinal;
    structure.record_count = static_cast<std::size_t>(record_ends - structure.record_ends.data());
    inside_quotes = inside != 0;
}

}  // namespace HWY_NAMESPACE
}  // namespace rfm::csv
HWY_AFTER_NAMESPACE();

#endif
