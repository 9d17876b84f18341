#include "orders/amount_reader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include <rfm/plan.h>

#include "base/ascii.h"
#include "base/int128.h"
#include "base/white_space.h"
#include "orders/folded_text.h"

namespace rfm::orders {
namespace {

using base::Int128;

constexpr std::string_view minus_sign = "\xE2\x88\x92";

// Strips signs, one currency and white space from the front.
struct Affixes {
    int signs = 0;
    int currencies = 0;
    bool negative = false;
    CurrencyMark currency = 0;
    bool abbreviated = false;  // a currency that people write with a point behind it: kr. S/. CHF.

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
            } else if (const LeadingCurrency found = leading_currency(text); found.length > 0) {
                ++currencies;
                currency = found.mark;
                const char last = text[found.length - 1];
                abbreviated = base::is_letter(last) || last == '/';
                text.remove_prefix(found.length);
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
    return {0, 0, status, 0};
}

// Full-width forms (those of ASCII, and the sign of the pound), as East Asian keyboards give them, become what
// they stand for. Longer texts than any amount are cut, so that they are no number.
class NarrowText {
public:
    // The full-width point is a decimal point, and the full-width comma separates thousands, whatever decimal_mark is.
    NarrowText(std::string_view text, char decimal_mark) noexcept {
        const char other = decimal_mark == '.' ? ',' : '.';
        while (!text.empty() && size_ + 2 < bytes_.size()) {
            if (const char sign = full_width_sign(text)) {
                put(sign == '.' ? decimal_mark : sign == ',' ? other : sign);
                text.remove_prefix(3);
                continue;
            }
            if (text.starts_with("￡")) {
                put('\xC2');
                put('\xA3');
                text.remove_prefix(3);
                continue;
            }
            put(text[0]);
            text.remove_prefix(1);
        }
        if (!text.empty()) size_ = 0;
    }
    std::string_view text() const noexcept { return {bytes_.data(), size_}; }

private:
    void put(char c) noexcept { bytes_[size_++] = c; }

    std::array<char, 128> bytes_{};
    std::size_t size_ = 0;
};

// The exponent behind a number, as in e3 or E-05: what it is, or nothing when there is none. Takes it off the text.
std::optional<int> take_exponent(std::string_view& text) noexcept {
    if (text.size() < 2 || (text[0] != 'e' && text[0] != 'E')) return std::nullopt;
    std::size_t at = 1;
    const bool negative = text[at] == '-';
    if (text[at] == '-' || text[at] == '+') ++at;
    const std::size_t digits_begin = at;
    int value = 0;
    while (at < text.size() && base::is_digit(text[at]) && at - digits_begin < 3)
        value = value * 10 + (text[at++] - '0');
    if (at == digits_begin || (at < text.size() && base::is_digit(text[at]))) return std::nullopt;
    text.remove_prefix(at);
    return negative ? -value : value;
}

}  // namespace

Amount AmountReader::read_any(std::string_view text) const noexcept {
    text = base::trimmed(text);
    if (text.empty()) return failed(AmountStatus::blank);
    if (text.find('\xEF') != std::string_view::npos) {
        const NarrowText narrow(text, decimal_mark_);
        if (narrow.text() != text)
            return narrow.text().empty() ? failed(AmountStatus::not_a_number) : read_any(narrow.text());
    }
    Affixes affixes;
    affixes.strip_front(text);
    // ($5.00), and $(5.00) as accountants' spreadsheets have it.
    const bool in_parentheses = text.starts_with('(');
    if (in_parentheses) {
        text.remove_prefix(1);
        affixes.negative = true;
        ++affixes.signs;
        affixes.strip_front(text);
    }
    // The point of kr.500 belongs to the currency: half a crown would be a guess.
    if (affixes.abbreviated && text.starts_with(decimal_mark_)) return failed(AmountStatus::not_a_number);

    // Digits in groups. Some 38 digits fit 128 bits; 25 are enough for what 64 bits hold with six decimals.
    Int128 value = 0;
    constexpr Int128 limit = static_cast<Int128>(1) << 100;
    std::size_t digits = 0;
    std::size_t in_group = 0;
    const bool leading_zero = text.starts_with('0');
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
        if (base::is_digit(text[0])) {
            add(text[0]);
            ++digits;
            ++in_group;
            text.remove_prefix(1);
            continue;
        }
        const std::size_t length = group_separator(text, decimal_mark_);
        // A separator has a digit on both sides; a blank without one behind belongs to what follows.
        if (length == 0 || digits == 0 || text.size() <= length || !base::is_digit(text[length])) break;
        const std::string_view here = text.substr(0, length);
        const bool first = separator.empty();
        // 0,500 is half of something in a file with decimal commas: thousands don't start with a zero.
        if ((first && (in_group > 3 || leading_zero)) || (!first && (here != separator || in_group != 3))) {
            return failed(AmountStatus::not_a_number);
        }
        separator = here;
        in_group = 0;
        text.remove_prefix(length);
    }
    if (!separator.empty() && in_group != 3) return failed(AmountStatus::not_a_number);

    int decimals = 0;
    bool too_precise = false;
    const bool has_mark = text.starts_with(decimal_mark_);
    if (has_mark) {
        text.remove_prefix(1);
        while (!text.empty() && base::is_digit(text[0])) {
            // An exponent may bring back what stands this far behind the mark, but no further.
            constexpr int most_decimals = 18;
            if (decimals < most_decimals) {
                add(text[0]);
                ++decimals;
            } else if (text[0] != '0') {
                too_precise = true;
            }
            ++digits;
            text.remove_prefix(1);
        }
    }
    const bool decimal_digits = decimals > 0;
    // 1,500e3 would be thousands of thousands: nobody writes that.
    if (digits > 0 && separator.empty()) decimals -= take_exponent(text).value_or(0);
    const int signs_before = affixes.signs;
    affixes.strip_front(text);
    // The dash of 5,- and 5.- stands for no cents, not for a minus.
    if (has_mark && !decimal_digits && affixes.signs > signs_before) return failed(AmountStatus::not_a_number);
    if (in_parentheses) {
        if (!text.starts_with(')')) return failed(AmountStatus::not_a_number);
        text.remove_prefix(1);
        affixes.strip_front(text);
    }
    if (digits == 0 || !text.empty() || affixes.signs > 1 || affixes.currencies > 1) {
        return failed(AmountStatus::not_a_number);
    }
    // What is written behind the sixth decimal must be zeros.
    const int written = std::clamp(decimals, 0, amount_decimals);
    if (value == 0) decimals = written;
    for (; decimals > amount_decimals && !overflow; --decimals) {
        too_precise = too_precise || value % 10 != 0;
        value /= 10;
    }
    if (too_precise) return failed(AmountStatus::too_precise);
    for (int i = decimals; i < amount_decimals && !overflow; ++i) add('0');
    if (overflow || value > std::numeric_limits<std::int64_t>::max()) return failed(AmountStatus::out_of_range);
    const auto scaled = static_cast<std::int64_t>(value);
    return {affixes.negative ? -scaled : scaled, written, AmountStatus::ok, affixes.currency};
}

Amount multiply(const Amount& a, const Amount& b) noexcept {
    const Int128 product = static_cast<Int128>(a.scaled) * b.scaled;  // in units of 10^-12
    if (product % amount_unit != 0) return failed(AmountStatus::too_precise);
    const Int128 scaled = product / amount_unit;
    if (scaled > std::numeric_limits<std::int64_t>::max() || scaled < -std::numeric_limits<std::int64_t>::max()) {
        return failed(AmountStatus::out_of_range);
    }
    const CurrencyMark currency = a.currency != 0 ? a.currency : b.currency;
    return {static_cast<std::int64_t>(scaled), std::min(a.decimals + b.decimals, amount_decimals), AmountStatus::ok,
            currency};
}

}  // namespace rfm::orders
