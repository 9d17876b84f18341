#include "output/sheet_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/shown_text.h"
#include "base/text_table.h"

namespace rfm::output {
namespace {

bool is_hex_digit(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

// Whether a reader would take the start of the text for a character: _x0041_.
bool looks_escaped(std::string_view text) noexcept {
    return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
           std::all_of(text.begin() + 2, text.begin() + 6, is_hex_digit);
}

// One character as it is written, and how many bytes of the text it is.
struct Piece {
    std::string_view text;
    std::size_t size = 0;
    char buffer[8] = {};
};

void take_piece(std::string_view text, Piece& piece) {
    constexpr std::string_view replacement = "\uFFFD";
    piece.size = base::utf8_length(text);
    piece.text = text.substr(0, piece.size);
    const auto byte = static_cast<unsigned char>(text[0]);
    if (piece.size == 0 || byte == 0) {
        piece.size = 1;
        piece.text = replacement;
    } else if (byte < 0x20 && byte != '\t' && byte != '\n') {
        const auto end = fmt::format_to_n(piece.buffer, sizeof piece.buffer, "_x{:04X}_", byte);
        piece.text = {piece.buffer, end.size};
    } else if (piece.text == "\uFFFE") {
        piece.text = "_xFFFE_";
    } else if (piece.text == "\uFFFF") {
        piece.text = "_xFFFF_";
    } else if (byte == '_' && looks_escaped(text)) {
        piece.text = "_x005F_";
    }
}

// Four bytes of UTF-8 are two units, three or fewer one.
std::size_t utf16_units(std::string_view utf8) noexcept {
    std::size_t units = 0;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
    }
    return units;
}

bool is_plain(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80 && c != '_');
    });
}

std::size_t count_characters(std::string_view text) noexcept {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

SheetText sheet_text(std::string_view text, std::size_t limit) {
    if (text.size() <= limit && is_plain(text)) return {std::string(text), false};
    constexpr std::size_t longest_piece = 7;  // _x0001_, of one byte
    std::string mark;
    if (text.size() > limit / longest_piece) {
        mark =
            fmt::format("… [shortened: {} characters in all]", base::grouped(fmt::to_string(count_characters(text))));
    }
    const std::size_t room = limit - std::min(limit, utf16_units(mark));
    SheetText out;
    std::size_t units = 0;
    std::size_t size_with_room = 0;  // of what stands before the mark, if there has to be one
    Piece piece;
    while (!text.empty()) {
        take_piece(text, piece);
        units += utf16_units(piece.text);
        if (units > limit) {
            out.text.resize(size_with_room);
            out.text += mark;
            out.is_shortened = true;
            return out;
        }
        out.text += piece.text;
        if (units <= room) size_with_room = out.text.size();
        text.remove_prefix(piece.size);
    }
    return out;
}

}  // namespace rfm::output
