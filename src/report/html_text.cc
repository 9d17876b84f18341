#include "report/html_text.h"

#include <fmt/format.h>

#include "base/shown_text.h"
#include "base/text_table.h"

namespace rfm::report {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view isolate = "\xE2\x81\xA8";      // U+2068, first strong isolate
constexpr std::string_view end_isolate = "\xE2\x81\xA9";  // U+2069

char32_t code_point(std::string_view utf8) noexcept {
    constexpr unsigned char first_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t code = static_cast<unsigned char>(utf8[0]) & first_bits[utf8.size()];
    for (const char c : utf8.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3F);
    return code;
}

// Embeddings, overrides and isolates: what stands behind them is shown in another order.
bool turns_direction(char32_t code) noexcept {
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

// Line and paragraph separators, and what neither HTML nor XML may hold.
bool is_unfit(char32_t code) noexcept {
    return (code >= 0x80 && code < 0xA0) || code == 0x2028 || code == 0x2029 || (code & 0xFFFE) == 0xFFFE ||
           (code >= 0xFDD0 && code <= 0xFDEF);
}

void append_character(std::string& out, std::string_view utf8) {
    const char32_t code = code_point(utf8);
    if (code < 0x20) {
        out += "\xE2\x90";  // U+2400 and on: pictures of control characters
        out += static_cast<char>(0x80 + code);
    } else if (code == 0x7F) {
        out += "\xE2\x90\xA1";
    } else if (turns_direction(code) || is_unfit(code)) {
        out += replacement;
    } else {
        out += utf8;
    }
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

Markup words(std::string_view text) {
    return {escaped(text)};
}

std::string plain(std::string_view text, std::size_t limit) {
    std::string out;
    std::size_t characters = 0;
    const std::size_t whole = text.size();
    while (!text.empty()) {
        if (characters++ == limit) {
            return out + fmt::format("… ({} bytes)", base::grouped(fmt::to_string(whole)));
        }
        const std::size_t length = base::utf8_length(text);
        if (length == 0) {
            out += replacement;
        } else {
            append_character(out, text.substr(0, length));
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return out;
}

std::string isolated(std::string_view text, std::size_t limit) {
    return fmt::format("{}{}{}", isolate, plain(text, limit), end_isolate);
}

Markup from_data(std::string_view text, std::size_t limit) {
    return {"<bdi>" + escaped(plain(text, limit)) + "</bdi>"};
}

}  // namespace rfm::report
