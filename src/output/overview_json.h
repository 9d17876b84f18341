// An overview as JSON, for programs that draw pictures of their own.
// Thread-safety: pure function.
#pragma once

#include <string>

#include <rfm/overview.h>

namespace rfm::output {

// The document of docs/output.md, with a final newline.
std::string overview_json(const RunSummary& summary, const Overview& overview);

}  // namespace rfm::output
