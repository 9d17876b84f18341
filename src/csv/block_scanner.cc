#include "csv/block_scanner.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "csv/block_scanner.cc"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
#include <hwy/highway.h>

#include "csv/block_masks.h"

HWY_BEFORE_NAMESPACE();
namespace rfm::csv {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// At most 64 lanes, so that a block is a whole number of vectors for every instruction set.
using Bytes = hn::CappedTag<std::uint8_t, 64>;

HWY_INLINE std::uint64_t mask_bits(hn::Mask<Bytes> mask) {
    std::uint8_t bytes[8] = {};
    hn::StoreMaskBits(Bytes(), mask, bytes);
    std::uint64_t result = 0;
    std::memcpy(&result, bytes, sizeof result);
    return result;
}

class Ops {
public:
    explicit Ops(char delimiter) : delimiter_(static_cast<std::uint8_t>(delimiter)) {}

    HWY_INLINE BlockMasks all_masks(const char* block) const { return masks<true, true, true>(block); }
    HWY_INLINE BlockMasks field_masks(const char* block) const { return masks<true, false, false>(block); }
    HWY_INLINE BlockMasks plain_masks(const char* block) const { return masks<false, false, true>(block); }

    static HWY_INLINE std::uint64_t prefix_xor(std::uint64_t bits) {
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL || HWY_TARGET == HWY_SSE4
        // A carry-less multiplication by all ones adds each bit to all above it.
        const hn::FixedTag<std::uint64_t, 2> d;
        return hn::GetLane(hn::CLMulLower(hn::Set(d, bits), hn::Set(d, ~std::uint64_t{0})));
#else
        return prefix_xor_by_shifts(bits);
#endif
    }

    static HWY_INLINE void put_positions(std::uint64_t separators, std::uint32_t base, std::uint32_t* positions) {
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
        const hn::FixedTag<std::uint32_t, 16> d;
        auto at = hn::Add(hn::Iota(d, 0), hn::Set(d, base));  // Iota of a constant is a constant
        for (int part = 0; part < 4; ++part) {
            const auto bits = static_cast<std::uint16_t>(separators >> (16 * part));
            std::uint8_t bytes[8] = {static_cast<std::uint8_t>(bits), static_cast<std::uint8_t>(bits >> 8)};
            hn::StoreU(hn::Compress(at, hn::LoadMaskBits(d, bytes)), d, positions);
            positions += std::popcount(bits);
            at = hn::Add(at, hn::Set(d, 16));
        }
#else
        put_positions_one_by_one(separators, base, positions);
#endif
    }

private:
    template <bool with_delimiter, bool with_carriage_return, bool with_ascii>
    HWY_INLINE BlockMasks masks(const char* block) const {
        const Bytes d;
        BlockMasks masks;
        auto all = hn::Zero(d);
        for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
            const auto bytes = hn::LoadU(d, reinterpret_cast<const std::uint8_t*>(block) + i);
            masks.newline |= mask_bits(hn::Eq(bytes, hn::Set(d, std::uint8_t{'\n'}))) << i;
            masks.quote |= mask_bits(hn::Eq(bytes, hn::Set(d, std::uint8_t{'"'}))) << i;
            if (with_ascii) all = hn::Or(all, bytes);
            if (with_delimiter) masks.delimiter |= mask_bits(hn::Eq(bytes, hn::Set(d, delimiter_))) << i;
            if (with_carriage_return) {
                masks.carriage_return |= mask_bits(hn::Eq(bytes, hn::Set(d, std::uint8_t{'\r'}))) << i;
            }
        }
        if (with_ascii) {
            const hn::RebindToSigned<Bytes> as_signed;
            masks.is_ascii = hn::AllFalse(as_signed, hn::Lt(hn::BitCast(as_signed, all), hn::Zero(as_signed)));
        }
        return masks;
    }

    std::uint8_t delimiter_;
};

ChunkAnalysis analyse(const char* data, std::size_t size, const char* before, char delimiter) {
    return analyse_with(Ops(delimiter), data, size, before, delimiter);
}

void scan(const char* data, std::size_t begin, std::size_t end, char delimiter, bool& inside_quotes,
          Structure& structure) {
    scan_with(Ops(delimiter), data, begin, end, inside_quotes, structure);
}

}  // namespace HWY_NAMESPACE
}  // namespace rfm::csv
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfm::csv {

HWY_EXPORT(analyse);
HWY_EXPORT(scan);

ChunkAnalysis analyse_chunk(const char* data, std::size_t size, const char before[4], char delimiter) {
    return HWY_DYNAMIC_DISPATCH(analyse)(data, size, before, delimiter);
}

void scan_regular(const char* data, std::size_t begin, std::size_t end, char delimiter, bool& inside_quotes,
                  Structure& structure) {
    HWY_DYNAMIC_DISPATCH(scan)(data, begin, end, delimiter, inside_quotes, structure);
}

namespace {

class PortableOps {
public:
    explicit PortableOps(char delimiter) : delimiter_(delimiter) {}

    HWY_NAMESPACE::BlockMasks all_masks(const char* block) const {
        HWY_NAMESPACE::BlockMasks masks;
        for (int i = 0; i < 64; ++i) {
            masks.delimiter |= static_cast<std::uint64_t>(block[i] == delimiter_) << i;
            masks.newline |= static_cast<std::uint64_t>(block[i] == '\n') << i;
            masks.quote |= static_cast<std::uint64_t>(block[i] == '"') << i;
            masks.carriage_return |= static_cast<std::uint64_t>(block[i] == '\r') << i;
            masks.is_ascii &= static_cast<signed char>(block[i]) >= 0;
        }
        return masks;
    }
    HWY_NAMESPACE::BlockMasks field_masks(const char* block) const { return all_masks(block); }
    HWY_NAMESPACE::BlockMasks plain_masks(const char* block) const { return all_masks(block); }

    static std::uint64_t prefix_xor(std::uint64_t bits) { return HWY_NAMESPACE::prefix_xor_by_shifts(bits); }
    static void put_positions(std::uint64_t separators, std::uint32_t base, std::uint32_t* positions) {
        HWY_NAMESPACE::put_positions_one_by_one(separators, base, positions);
    }

private:
    char delimiter_;
};

}  // namespace

ChunkAnalysis analyse_chunk_portable(const char* data, std::size_t size, const char before[4], char delimiter) {
    return HWY_NAMESPACE::analyse_with(PortableOps(delimiter), data, size, before, delimiter);
}

void scan_regular_portable(const char* data, std::size_t begin, std::size_t end, char delimiter, bool& inside_quotes,
                           Structure& structure) {
    HWY_NAMESPACE::scan_with(PortableOps(delimiter), data, begin, end, inside_quotes, structure);
}

std::size_t first_record_end(const char* data, std::size_t size, bool inside_quotes) noexcept {
    for (std::size_t at = 0; at < size; ++at) {
        if (data[at] == '"') inside_quotes = !inside_quotes;
        if (data[at] == '\n' && !inside_quotes) return at;
    }
    return no_record_end;
}

std::size_t last_record_end(const char* data, std::size_t size, bool inside_quotes) noexcept {
    for (std::size_t at = size; at-- > 0;) {
        if (data[at] == '"') inside_quotes = !inside_quotes;
        if (data[at] == '\n' && !inside_quotes) return at;
    }
    return no_record_end;
}

}  // namespace rfm::csv
#endif
