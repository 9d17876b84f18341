// What is said of packed data that is cut off or damaged.
// Thread-safety: pure function.
#pragma once

#include <string>
#include <string_view>

#include <rfm/error.h>

namespace rfm::sources {

// packing: as in "gzip". detail: what is wrong, as in "it ends in the middle".
Error damaged(const std::string& name, std::string_view packing, std::string_view detail);

}  // namespace rfm::sources
