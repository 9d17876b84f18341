#include "orders/amount_reader.h"

#include <algorithm>
#include <limits>

#include <rfm/plan.h>

#include "base/int128.h"
#include "base/white_space.h"

namespace rfm::orders {
namespace {

using base::Int128;

constexpr std::string_view currency_signs[] = {"$",  "€",  "£",  "¥",  "￥", "₩",  "₹",  "₽", "₺",
                                               "฿",  "₫",  "₴",  "₦",  "₪",  "₱",  "元", "円",  "원",
                                               "kr", "zł", "Kč", "Ft", "R$", "C$", "A$", "S/",  "CHF"};

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

// How many bytes of currency sign or three-letter code the text starts with.
std::size_t currency_length(std::string_view text) noexcept {
    std::size_t longest = 0;
    for (const std::string_view sign : currency_signs) {
        if (text.starts_with(sign)) longest = std::max(longest, sign.size());
    }
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (longest == 0 && text.size() >= 3 && is_capital(text[0]) && is_capital(text[1]) && is_capital(text[2])) {
        longest = 3;
        // USD12 is a code and a number, ABCD is neither.
        if (text.size() > 3 && is_capital(text[3])) longest = 0;
    }
    return longest;
}

constexpr std::string_view minus_sign = "\xE2\x88\x92";

// Strips signs, one currency and white space from the front.
struct Affixes {
    int signs = 0;
    int currencies = 0;
    bool negative = false;

    void strip_front(std::string_view& text) noexcept {
        while (!text.empty()) {
            if (const std::size_t blank = base::leading_space(text)) {
                text.remove_prefix(blank);
            } else if (text[0] == '-' || text[0] == '+') {
                negative = negative || text[0] == '-';
                ++signs;
                text.remove_prefix(1);
            } else if (text.starts_with(minus_sign)) {
                negative = true;
                ++signs;
                text.remove_prefix(minus_sign.size());
            } else if (const std::size_t length = currency_length(text)) {
                ++currencies;
                text.remove_prefix(length);
            } else {
                return;
            }
        }
    }
};

// The separator of thousands that stands at the front: its length, or 0.
std::size_t group_separator(std::string_view text, char decimal_mark) noexcept {
    if (text.empty()) return 0;
    const char other = decimal_mark == '.' ? ',' : '.';
    if (text[0] == other || text[0] == ' ' || text[0] == '\'') return 1;
    if (text.starts_with("\xC2\xA0")) return 2;  // no-break space
    for (const std::string_view blank : {"\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x99"}) {
        if (text.starts_with(blank)) return 3;  // narrow no-break space, thin space, typographic apostrophe
    }
    return 0;
}

Amount failed(AmountStatus status) noexcept {
    return {0, 0, status};
}

}  // namespace

Amount AmountReader::read_any(std::string_view text) const noexcept {
    text = base::trimmed(text);
    if (text.empty()) return failed(AmountStatus::blank);
    Affixes affixes;
    if (text.front() == '(' && text.back() == ')') {
        text = text.substr(1, text.size() - 2);
        affixes.negative = true;
        affixes.signs = 1;
    }
    affixes.strip_front(text);

    // Digits in groups. Some 38 digits fit 128 bits; 25 are enough for what 64 bits hold with six decimals.
    Int128 value = 0;
    constexpr Int128 limit = static_cast<Int128>(1) << 100;
    std::size_t digits = 0;
    std::size_t in_group = 0;
    std::string_view separator;
    bool overflow = false;
    const auto add = [&](char c) {
        if (value < limit) {
            value = value * 10 + (c - '0');
        } else {
            overflow = true;
        }
    };
    while (!text.empty()) {
        if (is_digit(text[0])) {
            add(text[0]);
            ++digits;
            ++in_group;
            text.remove_prefix(1);
            continue;
        }
        const std::size_t length = group_separator(text, decimal_mark_);
        // A separator has a digit on both sides; a blank without one behind belongs to what follows.
        if (length == 0 || digits == 0 || text.size() <= length || !is_digit(text[length])) break;
        const std::string_view here = text.substr(0, length);
        const bool first = separator.empty();
        if ((first && in_group > 3) || (!first && (here != separator || in_group != 3))) {
            return failed(AmountStatus::not_a_number);
        }
        separator = here;
        in_group = 0;
        text.remove_prefix(length);
    }
    if (!separator.empty() && in_group != 3) return failed(AmountStatus::not_a_number);

    int decimals = 0;
    bool too_precise = false;
    if (!text.empty() && text[0] == decimal_mark_) {
        text.remove_prefix(1);
        while (!text.empty() && is_digit(text[0])) {
            if (decimals < amount_decimals) {
                add(text[0]);
                ++decimals;
            } else if (text[0] != '0') {
                too_precise = true;
            }
            ++digits;
            text.remove_prefix(1);
        }
    }
    affixes.strip_front(text);
    if (digits == 0 || !text.empty() || affixes.signs > 1 || affixes.currencies > 1) {
        return failed(AmountStatus::not_a_number);
    }
    if (too_precise) return failed(AmountStatus::too_precise);
    for (int i = decimals; i < amount_decimals && !overflow; ++i) add('0');
    if (overflow || value > std::numeric_limits<std::int64_t>::max()) return failed(AmountStatus::out_of_range);
    const auto scaled = static_cast<std::int64_t>(value);
    return {affixes.negative ? -scaled : scaled, decimals, AmountStatus::ok};
}

Amount multiply(const Amount& a, const Amount& b) noexcept {
    const Int128 product = static_cast<Int128>(a.scaled) * b.scaled;  // in units of 10^-12
    if (product % amount_unit != 0) return failed(AmountStatus::too_precise);
    const Int128 scaled = product / amount_unit;
    if (scaled > std::numeric_limits<std::int64_t>::max() || scaled < -std::numeric_limits<std::int64_t>::max()) {
        return failed(AmountStatus::out_of_range);
    }
    return {static_cast<std::int64_t>(scaled), std::min(a.decimals + b.decimals, amount_decimals), AmountStatus::ok};
}

}  // namespace rfm::orders
