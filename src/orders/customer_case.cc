#include "orders/customer_case.h"

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <unicase.h>
#include <uninorm.h>

#include "base/ascii.h"
#include "base/shown_text.h"

namespace rfm::orders {

void fold_case(std::string_view text, std::string& out) {
    out.assign(text);
    bool ascii = true;
    for (char& c : out) {
        c = base::lower(c);
        ascii = ascii && static_cast<signed char>(c) >= 0;
    }
    if (ascii || !base::is_utf8(text)) return;
    // No language: the dotless i of Turkish is a letter of its own.
    std::size_t size = 0;
    const std::unique_ptr<std::uint8_t, void (*)(void*)> folded(
        u8_casefold(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), nullptr, UNINORM_NFC, nullptr,
                    &size),
        std::free);
    if (folded) {
        out.assign(reinterpret_cast<const char*>(folded.get()), size);
    } else if (errno == ENOMEM) {
        throw std::bad_alloc();
    }
}

}  // namespace rfm::orders
