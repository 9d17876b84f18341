// Reads a short text from its front, piece by piece.
// Thread-safety: one owner. The text outlives the cursor.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/ascii.h"

namespace rfm::orders {

// Whether the text is this word of lower-case letters, in any case.
constexpr bool is_word(std::string_view text, std::string_view lower) noexcept {
    if (text.size() != lower.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (base::lower(text[i]) != lower[i]) return false;
    }
    return true;
}

class TextCursor {
public:
    explicit TextCursor(std::string_view text) : text_(text) {}

    bool at_end() const noexcept { return text_.empty(); }
    char peek() const noexcept { return text_.empty() ? '\0' : text_[0]; }
    std::string_view rest() const noexcept { return text_; }

    bool skip(char c) noexcept {
        if (peek() != c || text_.empty()) return false;
        text_.remove_prefix(1);
        return true;
    }
    bool skip(std::string_view what) noexcept {
        if (!text_.starts_with(what)) return false;
        text_.remove_prefix(what.size());
        return true;
    }
    // A letter without its case.
    bool skip_letter(char lower) noexcept { return skip(lower) || skip(static_cast<char>(lower - 'a' + 'A')); }
    // Whether there was one.
    bool skip_blanks() noexcept {
        if (!skip(' ')) return false;
        while (skip(' ')) {
        }
        return true;
    }

    // A number of `least` to `most` digits that is not followed by another digit.
    bool number(std::size_t least, std::size_t most, int& value) noexcept {
        const std::size_t count = digits();
        return count >= least && count <= most && take(count, value);
    }
    // Exactly `count` digits, whatever follows.
    bool take(std::size_t count, int& value) noexcept {
        if (digits() < count) return false;
        value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 10 + (text_[i] - '0');
        text_.remove_prefix(count);
        return true;
    }
    std::size_t digits() const noexcept {
        std::size_t count = 0;
        while (count < text_.size() && base::is_digit(text_[count])) ++count;
        return count;
    }
    void skip_digits() noexcept { text_.remove_prefix(digits()); }

    // The letters of ASCII that come next; maybe none.
    std::string_view word() const noexcept {
        std::size_t count = 0;
        while (count < text_.size() && base::is_letter(text_[count])) ++count;
        return text_.substr(0, count);
    }
    // Skips the next word if it is this one, in any case.
    bool skip_word(std::string_view lower) noexcept {
        if (!is_word(word(), lower)) return false;
        text_.remove_prefix(lower.size());
        return true;
    }

private:
    std::string_view text_;
};

}  // namespace rfm::orders
