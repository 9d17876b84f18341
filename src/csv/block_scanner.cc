#include "csv/block_scanner.h"

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

// A vector of each byte looked for, made once a call.
struct Wanted {
    explicit Wanted(char delimiter_byte)
        : delimiter(hn::Set(Bytes(), static_cast<std::uint8_t>(delimiter_byte))),
          newline(hn::Set(Bytes(), std::uint8_t{'\n'})),
          quote(hn::Set(Bytes(), std::uint8_t{'"'})),
          carriage_return(hn::Set(Bytes(), std::uint8_t{'\r'})) {}

    hn::Vec<Bytes> delimiter, newline, quote, carriage_return;
};

HWY_INLINE std::uint64_t mask_bits(hn::Mask<Bytes> mask) {
    std::uint8_t bytes[8] = {};
    hn::StoreMaskBits(Bytes(), mask, bytes);
    std::uint64_t result = 0;
    std::memcpy(&result, bytes, sizeof result);
    return result;
}

// The masks of one block; which of them, the caller decides.
template <bool with_delimiter, bool with_carriage_return>
HWY_INLINE BlockMasks make_masks(const Wanted& wanted, const char* block) {
    const Bytes d;
    BlockMasks masks;
    for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
        const auto bytes = hn::LoadU(d, reinterpret_cast<const std::uint8_t*>(block) + i);
        masks.newline |= mask_bits(hn::Eq(bytes, wanted.newline)) << i;
        masks.quote |= mask_bits(hn::Eq(bytes, wanted.quote)) << i;
        if (with_delimiter) masks.delimiter |= mask_bits(hn::Eq(bytes, wanted.delimiter)) << i;
        if (with_carriage_return) masks.carriage_return |= mask_bits(hn::Eq(bytes, wanted.carriage_return)) << i;
    }
    return masks;
}

ChunkAnalysis analyse(const char* data, std::size_t size, const char* before, char delimiter) {
    const Wanted wanted(delimiter);
    return analyse_with([&](const char* block) { return make_masks<true, true>(wanted, block); },
                        [&](const char* block) { return make_masks<false, false>(wanted, block); }, data, size, before,
                        delimiter);
}

void scan(const char* data, std::size_t begin, std::size_t end, char delimiter, bool& inside_quotes,
          Structure& structure) {
    const Wanted wanted(delimiter);
    scan_with([&](const char* block) { return make_masks<true, false>(wanted, block); }, data, begin, end,
              inside_quotes, structure);
}

}  // namespace HWY_NAMESPACE
}  // namespace rfm::csv
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfm::csv {

HWY_EXPORT(analyse);
HWY_EXPORT(scan);

ChunkAnalysis analyse_chunk(const char* data, std::size_t size, const char before[2], char delimiter) {
    return HWY_DYNAMIC_DISPATCH(analyse)(data, size, before, delimiter);
}

void scan_regular(const char* data, std::size_t begin, std::size_t end, char delimiter, bool& inside_quotes,
                  Structure& structure) {
    HWY_DYNAMIC_DISPATCH(scan)(data, begin, end, delimiter, inside_quotes, structure);
}

namespace {

struct PortableMasks {
    char delimiter;

    HWY_NAMESPACE::BlockMasks operator()(const char* block) const {
        HWY_NAMESPACE::BlockMasks masks;
        for (int i = 0; i < 64; ++i) {
            masks.delimiter |= static_cast<std::uint64_t>(block[i] == delimiter) << i;
            masks.newline |= static_cast<std::uint64_t>(block[i] == '\n') << i;
            masks.quote |= static_cast<std::uint64_t>(block[i] == '"') << i;
            masks.carriage_return |= static_cast<std::uint64_t>(block[i] == '\r') << i;
        }
        return masks;
    }
};

}  // namespace

ChunkAnalysis analyse_chunk_portable(const char* data, std::size_t size, const char before[2], char delimiter) {
    return HWY_NAMESPACE::analyse_with(PortableMasks{delimiter}, PortableMasks{delimiter}, data, size, before,
                                       delimiter);
}

void scan_regular_portable(const char* data, std::size_t begin, std::size_t end, char delimiter, bool& inside_quotes,
                           Structure& structure) {
    HWY_NAMESPACE::scan_with(PortableMasks{delimiter}, data, begin, end, inside_quotes, structure);
}

}  // namespace rfm::csv
#endif
