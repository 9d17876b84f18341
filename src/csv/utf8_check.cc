#include "csv/utf8_check.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "csv/utf8_check.cc"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
#include <hwy/highway.h>

#include "base/shown_text.h"
#include "sources/encoding.h"

HWY_BEFORE_NAMESPACE();
namespace rfm::csv {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Bytes = hn::CappedTag<std::uint8_t, 64>;

// What can be wrong with a byte and the one behind it. A pair is wrong when three look-ups, by the halves of the first
// and the upper half of the second, agree on it (Keiser and Lemire, Validating UTF-8 In Less Than One Instruction Per
// Byte, 2021).
constexpr std::uint8_t too_short = 1 << 0;  // a first byte and no other behind it
constexpr std::uint8_t too_long = 1 << 1;   // ASCII and another byte of a character
constexpr std::uint8_t overlong_3 = 1 << 2;
constexpr std::uint8_t too_large = 1 << 3;
constexpr std::uint8_t surrogate = 1 << 4;
constexpr std::uint8_t overlong_2 = 1 << 5;
constexpr std::uint8_t overlong_4 = 1 << 6;
constexpr std::uint8_t too_large_1000 = 1 << 6;
constexpr std::uint8_t two_others = 1 << 7;  // right only as the third and fourth byte
constexpr std::uint8_t any_low = too_short | too_long | two_others;
constexpr std::uint8_t large = any_low | too_large | too_large_1000;

alignas(16) constexpr std::uint8_t first_high[16] = {too_long,
                                                     too_long,
                                                     too_long,
                                                     too_long,
                                                     too_long,
                                                     too_long,
                                                     too_long,
                                                     too_long,
                                                     two_others,
                                                     two_others,
                                                     two_others,
                                                     two_others,
                                                     too_short | overlong_2,
                                                     too_short,
                                                     too_short | overlong_3 | surrogate,
                                                     too_short | too_large | too_large_1000 | overlong_4};
alignas(16) constexpr std::uint8_t first_low[16] = {any_low | overlong_3 | overlong_2 | overlong_4,
                                                    any_low | overlong_2,
                                                    any_low,
                                                    any_low,
                                                    any_low | too_large,
                                                    large,
                                                    large,
                                                    large,
                                                    large,
                                                    large,
                                                    large,
                                                    large,
                                                    large,
                                                    large | surrogate,
                                                    large,
                                                    large};
constexpr std::uint8_t other = too_long | overlong_2 | two_others;
alignas(16) constexpr std::uint8_t second_high[16] = {too_short,
                                                      too_short,
                                                      too_short,
                                                      too_short,
                                                      too_short,
                                                      too_short,
                                                      too_short,
                                                      too_short,
                                                      other | overlong_3 | too_large_1000 | overlong_4,
                                                      other | overlong_3 | too_large,
                                                      other | surrogate | too_large,
                                                      other | surrogate | too_large,
                                                      too_short,
                                                      too_short,
                                                      too_short,
                                                      too_short};

// How far from `begin` on, a character's first byte behind at least three others, the text is UTF-8 for sure.
std::size_t skip_valid(const char* data, std::size_t begin, std::size_t size) {
#if HWY_TARGET == HWY_SCALAR  // a vector of one byte has no tables to look up in
    (void)data;
    (void)size;
    return begin;
#else
    const Bytes d;
    const std::size_t step = hn::Lanes(d);
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(data);
    const auto high = hn::Set(d, std::uint8_t{0x80});
    const auto low_half = hn::Set(d, std::uint8_t{0x0F});
    const auto by_first_high = hn::LoadDup128(d, first_high);
    const auto by_first_low = hn::LoadDup128(d, first_low);
    const auto by_second_high = hn::LoadDup128(d, second_high);
    std::size_t at = begin;
    for (; at + step <= size; at += step) {
        const auto now = hn::LoadU(d, bytes + at);
        const auto before_3 = hn::LoadU(d, bytes + at - 3);
        if (hn::AllTrue(d, hn::Eq(hn::And(hn::Or(now, before_3), high), hn::Zero(d)))) continue;
        const auto before_1 = hn::LoadU(d, bytes + at - 1);
        const auto before_2 = hn::LoadU(d, bytes + at - 2);
        const auto pairs =
            hn::And(hn::And(hn::TableLookupBytes(by_first_high, hn::And(hn::ShiftRight<4>(before_1), low_half)),
                            hn::TableLookupBytes(by_first_low, hn::And(before_1, low_half))),
                    hn::TableLookupBytes(by_second_high, hn::And(hn::ShiftRight<4>(now), low_half)));
        // Third and fourth bytes: there, and only there, two others stand together.
        const auto third = hn::SaturatedSub(before_2, hn::Set(d, std::uint8_t{0xE0 - 0x80}));
        const auto fourth = hn::SaturatedSub(before_3, hn::Set(d, std::uint8_t{0xF0 - 0x80}));
        const auto wrong = hn::Xor(hn::And(hn::Or(third, fourth), high), pairs);
        if (!hn::AllTrue(d, hn::Eq(wrong, hn::Zero(d)))) break;
    }
    return at;
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace rfm::csv
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfm::csv {

HWY_EXPORT(skip_valid);

namespace {

bool is_other_byte(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// How many bytes at the end of the text, of at most three, begin with the first byte of a character; 0 when it ends in
// ASCII, or in four bytes of one.
std::size_t last_character(std::string_view text) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const char first = text[text.size() - back];
        if (static_cast<signed char>(first) >= 0) return 0;
        if (!is_other_byte(first)) return back;
    }
    return 0;
}

// Character by character, from the first byte of one on, until behind `enough`, a fault, or the end; `at` is moved on.
std::ptrdiff_t step_through(std::string_view text, std::size_t enough, std::size_t& at) {
    while (at < text.size() && at < enough) {
        if (static_cast<signed char>(text[at]) >= 0) {
            ++at;
            continue;
        }
        const std::string_view rest = text.substr(at);
        const std::size_t length = base::utf8_length(rest);
        if (length == 0) {
            if (rest.size() >= 4 || !base::is_utf8_start(rest)) return static_cast<std::ptrdiff_t>(at);
            at = text.size();
            break;
        }
        at += length;
    }
    return no_utf8_fault;
}

// The character that begins before the chunk, if there is one: where the next begins, or the fault.
std::ptrdiff_t finish_character(std::string_view text, const char before[4], std::size_t& at) {
    const std::size_t back = last_character({before, 4});
    if (back == 0) return no_utf8_fault;
    const std::string_view begun(before + 4 - back, back);
    if (base::utf8_length(begun) != 0) return no_utf8_fault;
    const std::string character = std::string(begun).append(text.substr(0, 4));
    const std::size_t length = base::utf8_length(character);
    if (length > 0) {
        at = length - back;
    } else if (character.size() >= 4 || !base::is_utf8_start(character)) {
        return -static_cast<std::ptrdiff_t>(back);
    } else {
        at = text.size();
    }
    return no_utf8_fault;
}

}  // namespace

std::ptrdiff_t find_utf8_fault_portable(const char* data, std::size_t size, const char before[4]) {
    const std::string_view text(data, size);
    std::size_t at = 0;
    const std::ptrdiff_t fault = finish_character(text, before, at);
    return fault != no_utf8_fault ? fault : step_through(text, size, at);
}

void Utf8Proof::take(std::size_t end, bool is_ascii) {
    const std::size_t begin = std::exchange(done_, end);
    if (fault_ != no_utf8_fault) return;
    const char* const before = begin < 4 ? before_ : data_ + begin - 4;
    const auto ascii = [](char c) { return static_cast<signed char>(c) >= 0; };
    if (is_ascii && std::all_of(before, before + 4, ascii)) return;
    const std::ptrdiff_t fault = find_utf8_fault(data_ + begin, end - begin, before);
    if (fault != no_utf8_fault) fault_ = static_cast<std::ptrdiff_t>(begin) + fault;
}

std::ptrdiff_t find_utf8_fault(const char* data, std::size_t size, const char before[4]) {
    const std::string_view text(data, size);
    std::size_t at = 0;
    if (const std::ptrdiff_t fault = finish_character(text, before, at); fault != no_utf8_fault) return fault;
    // The vectors look at three bytes before them.
    if (const std::ptrdiff_t fault = step_through(text, 3, at); fault != no_utf8_fault) return fault;
    if (at >= 3 && at < size) {
        at = HWY_DYNAMIC_DISPATCH(skip_valid)(data, at, size);
        at -= last_character(text.substr(0, at));
    }
    return step_through(text, size, at);
}

std::ptrdiff_t find_utf8_fault(std::string_view text) {
    return find_utf8_fault(text.data(), text.size(), "\n\n\n\n");
}

std::size_t cut_off_character(std::string_view text) {
    const std::size_t size = last_character(text);
    return size > 0 && base::utf8_length(text.substr(text.size() - size)) == 0 ? size : 0;
}

Error broken_utf8(const std::string& name, std::uint64_t line, std::string_view text) {
    const auto is_ascii = [](char c) { return static_cast<signed char>(c) >= 0; };
    const std::string_view first = text.substr(0, 4);
    const auto size = std::find_if(first.begin(), first.end(), is_ascii) - first.begin();
    return {ErrorKind::data, fmt::format("{}:{}: the text is not UTF-8 here (bytes {}); {}", name, line,
                                         base::hex_bytes(first.substr(0, static_cast<std::size_t>(size))),
                                         sources::broken_utf8_advice(text))};
}

}  // namespace rfm::csv
#endif
