#include "orders/folded_text.h"

#include <cstddef>

namespace rfm::orders {
namespace {

struct Folded {
    char as = '\0';
    std::size_t size = 0;  // of what it stands for; 0 for nothing
};

Folded folded_character(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : '\0'); };
    // U+FF01 to U+FF5E are U+0021 to U+007E in full width.
    if (byte(0) == 0xEF && byte(1) == 0xBC && byte(2) >= 0x81 && byte(2) <= 0xBF) {
        return {static_cast<char>(byte(2) - 0x60), 3};
    }
    if (byte(0) == 0xEF && byte(1) == 0xBD && byte(2) >= 0x80 && byte(2) <= 0x9E) {
        return {static_cast<char>(byte(2) - 0x20), 3};
    }
    if (text.starts_with("\xC2\xA0")) return {' ', 2};      // no-break space
    if (text.starts_with("\xE3\x80\x80")) return {' ', 3};  // ideographic space
    if (text.starts_with("\xE2\x80\xAF")) return {' ', 3};  // narrow no-break space, before PM in new programs
    if (text.starts_with("\xE2\x80\x89")) return {' ', 3};  // thin space
    return {};
}

}  // namespace

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
