#include "base/shown_text.h"

#include <fmt/format.h>

namespace rfm::base {
namespace {

// A character that makes a terminal do something instead of showing it: U+0080 to U+009F, among them the one-character
// form of ESC [.
bool is_control_character(std::string_view character) noexcept {
    return character.size() == 2 && character[0] == '\xC2' && static_cast<unsigned char>(character[1]) < 0xA0;
}

}  // namespace

std::size_t utf8_length(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!continues(1) || !continues(2)) return 0;
        if (first == 0xE0 && byte(1) < 0xA0) return 0;  // overlong
        if (first == 0xED && byte(1) > 0x9F) return 0;  // surrogate
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!continues(1) || !continues(2) || !continues(3)) return 0;
        if (first == 0xF0 && byte(1) < 0x90) return 0;
        if (first == 0xF4 && byte(1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

bool is_utf8(std::string_view text) noexcept {
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

bool is_utf8_start(std::string_view bytes) noexcept {
    const auto first = static_cast<unsigned char>(bytes[0]);
    const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (bytes.size() >= length) return false;
    // The second byte is where characters differ in what they take; the largest and the smallest that all take stand
    // for the ones to come.
    for (const char second : {'\x80', '\xBF'}) {
        std::string whole(bytes);
        while (whole.size() < length) whole.push_back(whole.size() == 1 ? second : '\x80');
        if (utf8_length(whole) == length) return true;
    }
    return false;
}

std::string hex_bytes(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) out += fmt::format("{}{:02X}", out.empty() ? "" : " ", static_cast<unsigned char>(c));
    return out;
}

std::string shown(std::string_view value, std::size_t limit) {
    std::string out = "'";
    std::string_view rest = value;
    while (!rest.empty() && out.size() < limit) {
        std::size_t length = utf8_length(rest);
        if (is_control_character(rest.substr(0, length))) length = 0;
        const auto first = static_cast<unsigned char>(rest[0]);
        if (length > 1) {
            out.append(rest.substr(0, length));
        } else if (first == '\n') {
            out += "\\n";
        } else if (first == '\r') {
            out += "\\r";
        } else if (first == '\t') {
            out += "\\t";
        } else if (first < 0x20 || first >= 0x7F) {
            out += fmt::format("\\x{:02x}", first);
        } else {
            out.push_back(rest[0]);
        }
        rest.remove_prefix(length == 0 ? 1 : length);
    }
    if (!rest.empty()) return out + fmt::format("…' ({} bytes)", value.size());
    out.push_back('\'');
    return out;
}

}  // namespace rfm::base
