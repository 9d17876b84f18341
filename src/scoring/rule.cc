#include "scoring/rule.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include <rfm/error.h>

#include "scoring/ntile.h"
#include "scoring/quintile.h"
#include "scoring/r_rfm.h"

namespace rfm::scoring {

void check_rule(const Rule& rule) {
    if (rule.bins < 2 || rule.bins > 10) {
        throw Error(ErrorKind::usage, fmt::format("{} bins are not possible; use 2 to 10", rule.bins));
    }
    const bool breaks_given = rule.method == Method::r_rfm && !rule.cuts.empty();
    if (rule.method != Method::cuts && !breaks_given) return;
    const auto needed = static_cast<std::size_t>(rule.bins) - 1;
    if (rule.cuts.size() != needed) {
        throw Error(ErrorKind::usage,
                    fmt::format("{} cut point{} given, but {} bins need {}; give {} or change --bins", rule.cuts.size(),
                                rule.cuts.size() == 1 ? " was" : "s were", rule.bins, needed, needed));
    }
    // Equal neighbours are allowed: they mean a band that nothing falls into, as a skewed column gives them.
    const auto fall = std::adjacent_find(rule.cuts.begin(), rule.cuts.end(), std::greater<>());
    if (fall != rule.cuts.end()) {
        throw Error(ErrorKind::usage,
                    fmt::format("cut point number {} is smaller than the one before it; give them in rising order",
                                fall - rule.cuts.begin() + 2));
    }
}

std::vector<std::size_t> ranks_needed(const Rule& rule, std::size_t count) {
    switch (rule.method) {
        case Method::quintile:
            return quintile_ranks(rule, count);
        case Method::ntile:
            return ntile_ranks(rule, count);
        case Method::r_rfm:
            if (rule.cuts.empty()) return r_rfm_ranks(rule, count);
            break;
        case Method::cuts:
            break;
    }
    return {};
}

}  // namespace rfm::scoring
