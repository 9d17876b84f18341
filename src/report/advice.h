// What a segment is, and what to do with it, in plain words.
// Thread-safety: pure functions; the texts are constants.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <rfm/overview.h>
#include <rfm/plan.h>

#include "report/words.h"

namespace rfm::report {

struct Advice {
    std::string_view what, act, leave;
};

// Of a segment of the built-in maps, by its name there; of any other by where its cells lie. Nothing where they lie
// everywhere, or the rules can't be read.
std::optional<Advice> advice_on(const SegmentProfile& segment, int bins, Labels labels);

// A rule such as "R 4-5, F 5" as "bought recently (R 4-5), often (F 5)"; one that can't be read as it is.
std::string rule_words(std::string_view rule, int bins, const Words& words);

}  // namespace rfm::report
