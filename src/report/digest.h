// How a page's policy names a script or a style that it allows.
// Thread-safety: pure function.
#pragma once

#include <string>
#include <string_view>

namespace rfm::report {

// As in "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".
std::string policy_hash(std::string_view text);

}  // namespace rfm::report
