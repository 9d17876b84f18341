#include "scoring/column_score.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include <rfm/error.h>

#include "scoring/ntile.h"
#include "scoring/quintile.h"
#include "scoring/r_rfm.h"
#include "scoring/score_bands.h"

namespace rfm::scoring {
namespace {

void check(const Rule& rule) {
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

WideCuts find_cuts(std::span<const std::int64_t> values, Direction direction, const Rule& rule) {
    switch (rule.method) {
        case Method::r_rfm:
            return rule.cuts.empty() ? r_rfm_cuts(values, rule.bins, rule.unit) : r_rfm_cuts_from_breaks(rule.cuts);
        case Method::cuts:
            return {rule.cuts.begin(), rule.cuts.end()};
        case Method::quintile:
        case Method::ntile:
            break;
    }
    return quintile_cuts(values, direction, rule.bins);
}

}  // namespace

ColumnScore score_column(std::span<const std::int64_t> values, Direction direction, const Rule& rule) {
    check(rule);
    if (values.empty()) return {};
    if (rule.method == Method::ntile) return score_by_ntile(values, direction, rule.bins);
    const WideCuts cuts = find_cuts(values, direction, rule);
    return {score_by_cuts(values, direction, cuts), to_cut_points(cuts)};
}

}  // namespace rfm::scoring
