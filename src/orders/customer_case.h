// Customer ids without their case: Ann@x.com and ann@X.com are one.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace rfm::orders {

// Replaces `out` with the text after Unicode's full case folding (UAX #44, CaseFolding.txt), in the composed form NFC,
// so that it does not matter either whether an accent is a character of its own. Bytes that are no UTF-8 stay as they
// are. Throws std::bad_alloc.
void fold_case(std::string_view text, std::string& out);

}  // namespace rfm::orders
