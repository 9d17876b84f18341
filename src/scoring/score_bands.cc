#include "scoring/score_bands.h"

#include <algorithm>
#include <limits>

namespace rfm::scoring {
namespace {

constexpr std::int64_t lowest_value = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest_value = std::numeric_limits<std::int64_t>::max();

}  // namespace

std::vector<std::int64_t> to_cut_points(const WideCuts& cuts) {
    std::vector<std::int64_t> points;
    points.reserve(cuts.size());
    for (const base::Int128 cut : cuts) {
        points.push_back(
            static_cast<std::int64_t>(std::clamp(cut, base::Int128{lowest_value}, base::Int128{highest_value})));
    }
    return points;
}

std::vector<std::uint8_t> score_by_cuts(std::span<const std::int64_t> values, Direction direction,
                                        const WideCuts& cuts) {
    // Every value is above the cuts below the 64-bit range, so these are counted once, here.
    const auto always_above =
        std::count_if(cuts.begin(), cuts.end(), [](base::Int128 cut) { return cut < lowest_value; });
    const std::vector<std::int64_t> points = to_cut_points({cuts.begin() + always_above, cuts.end()});
    const bool larger_is_better = direction == Direction::larger_is_better;
    const int lowest_band = static_cast<int>(always_above);
    const int bins = static_cast<int>(cuts.size()) + 1;

    std::vector<std::uint8_t> scores(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        int band = lowest_band;
        for (const std::int64_t point : points) band += values[i] > point ? 1 : 0;
        scores[i] = static_cast<std::uint8_t>(larger_is_better ? 1 + band : bins - band);
    }
    return scores;
}

}  // namespace rfm::scoring
