#include "orders/folded_text.h"

#include <cstddef>

namespace rfm::orders {
namespace {

struct Folded {
    char as = '\0';
    std::size_t size = 0;  // of what it stands for; 0 for nothing
};

Folded folded_character(std::string_view text) noexcept {
    if (const char sign = full_width_sign(text)) return {sign, 3};
    if (text.starts_with("\xC2\xA0")) return {' ', 2};      // no-break space
    if (text.starts_with("\xE3\x80\x80")) return {' ', 3};  // ideographic space
    if (text.starts_with("\xE2\x80\xAF")) return {' ', 3};  // narrow no-break space, before PM in new programs
    if (text.starts_with("\xE2\x80\x89")) return {' ', 3};  // thin space
    return {};
}

}  // namespace

char full_width_sign(std::string_view text) noexcept {
    if (text.size() < 3 || text[0] != '\xEF') return '\0';
    const auto second = static_cast<unsigned char>(text[1]);
    const auto third = static_cast<unsigned char>(text[2]);
    if (second == 0xBC && third >= 0x81 && third <= 0xBF) return static_cast<char>(third - 0x60);
    if (second == 0xBD && third >= 0x80 && third <= 0x9E) return static_cast<char>(third - 0x20);
    return '\0';
}

std::string_view folded(std::string_view text, FoldBuffer& buffer) noexcept {
    std::size_t size = 0;
    bool any = false;
    while (!text.empty()) {
        if (size == buffer.size()) return {};
        const Folded found = static_cast<signed char>(text[0]) < 0 ? folded_character(text) : Folded{};
        buffer[size++] = found.size == 0 ? text[0] : found.as;
        any = any || found.size > 0;
        text.remove_prefix(found.size == 0 ? 1 : found.size);
    }
    return any ? std::string_view(buffer.data(), size) : std::string_view();
}

}  // namespace rfm::orders
