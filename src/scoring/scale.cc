#include "scoring/scale.h"

#include <algorithm>
#include <limits>

#include "scoring/ntile.h"
#include "scoring/quintile.h"
#include "scoring/r_rfm.h"

namespace rfm::scoring {
namespace {

constexpr std::int64_t lowest_value = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest_value = std::numeric_limits<std::int64_t>::max();

}  // namespace

Scale::Scale(const WideCuts& cuts, Direction direction)
    : bins_(static_cast<int>(cuts.size()) + 1), larger_is_better_(direction == Direction::larger_is_better) {
    points_.fill(highest_value);
    auto point = points_.begin();
    for (const base::Int128 cut : cuts) {
        cut_points_.push_back(
            static_cast<std::int64_t>(std::clamp(cut, base::Int128{lowest_value}, base::Int128{highest_value})));
        if (cut < lowest_value) {
            ++lowest_band_;
        } else {
            *point++ = cut_points_.back();
        }
    }
}

int Scale::score_next(std::int64_t value) noexcept {
    for (TieEdge& edge : edges_) {
        if (edge.value == value) return ntile_bucket(edge.next_place++, count_, bins_);
    }
    return score(value);
}

Scale make_scale(const Rule& rule, std::size_t count, std::span<const RankedValue> ranked) {
    check_rule(rule);
    if (count == 0) return {};
    switch (rule.method) {
        case Method::quintile:
            return {quintile_cuts(rule, ranked), rule.direction};
        case Method::ntile:
            return ntile_scale(rule, count, ranked);
        case Method::r_rfm:
            return {rule.cuts.empty() ? r_rfm_cuts(rule, count, ranked) : r_rfm_cuts_from_breaks(rule.cuts),
                    rule.direction};
        case Method::cuts:
            break;
    }
    return {WideCuts(rule.cuts.begin(), rule.cuts.end()), rule.direction};
}

}  // namespace rfm::scoring
