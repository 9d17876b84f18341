// What somebody may have meant by a word that there is not.
// Thread-safety: pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rfm::cli {

// The one of `words` that takes the fewest changes of a letter; empty when none is near.
std::string nearest_word(std::string_view word, const std::vector<std::string>& words);

}  // namespace rfm::cli
