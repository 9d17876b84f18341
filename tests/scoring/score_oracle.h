// The scoring rules once more, written as their definitions read, in O(n^2): what the quick code is compared with.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "base/int128.h"
#include "scoring/rule.h"

namespace rfm::scoring::oracle {

using Values = std::vector<std::int64_t>;
using Scores = std::vector<int>;

inline bool worse(std::int64_t a, std::int64_t b, Direction direction) {
    return direction == Direction::larger_is_better ? a < b : a > b;
}

inline Scores quintile(const Values& values, Direction direction, int bins) {
    Scores scores;
    for (const auto value : values) {
        const auto count =
            std::count_if(values.begin(), values.end(), [&](auto other) { return worse(other, value, direction); });
        scores.push_back(1 + static_cast<int>(bins * count / static_cast<std::ptrdiff_t>(values.size())));
    }
    return scores;
}

// Deals out the places bucket by bucket, as the SQL standard words it.
inline Scores ntile(const Values& values, Direction direction, int bins) {
    std::vector<std::size_t> order(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return worse(values[a], values[b], direction); });
    Scores scores(values.size());
    std::size_t place = 0;
    for (int bucket = 1; bucket <= bins; ++bucket) {
        std::size_t size = values.size() / static_cast<std::size_t>(bins);
        if (static_cast<std::size_t>(bucket) <= values.size() % static_cast<std::size_t>(bins)) ++size;
        for (std::size_t i = 0; i < size; ++i) scores[order[place++]] = bucket;
    }
    return scores;
}

// Compares value >= quantile + unit with both sides multiplied by bins, so that nothing is divided.
inline Scores r_rfm(const Values& values, Direction direction, int bins, std::int64_t unit) {
    Values sorted = values;
    std::sort(sorted.begin(), sorted.end());
    Scores scores;
    for (const auto value : values) {
        int reached = 0;
        for (int i = 1; i < bins; ++i) {
            const std::size_t scaled = (sorted.size() - 1) * static_cast<std::size_t>(i);
            const std::size_t low = scaled / static_cast<std::size_t>(bins);
            const std::size_t high = std::min(low + 1, sorted.size() - 1);
            const auto fraction = static_cast<base::Int128>(scaled % static_cast<std::size_t>(bins));
            const base::Int128 quantile_times_bins = (bins - fraction) * sorted[low] + fraction * sorted[high];
            if (base::Int128{value} * bins >= quantile_times_bins + base::Int128{unit} * bins) ++reached;
        }
        scores.push_back(direction == Direction::larger_is_better ? 1 + reached : bins - reached);
    }
    return scores;
}

// The first band whose cut holds the value, tried one after the other.
inline Scores cuts(const Values& values, Direction direction, const Values& points) {
    const int bins = static_cast<int>(points.size()) + 1;
    Scores scores;
    for (const auto value : values) {
        int band = 0;
        while (band < bins - 1 && value > points[static_cast<std::size_t>(band)]) ++band;
        scores.push_back(direction == Direction::larger_is_better ? band + 1 : bins - band);
    }
    return scores;
}

// Columns of every shape that matters: heavy ties, few distinct values, narrow, wide, negative.
class ColumnMaker {
public:
    explicit ColumnMaker(unsigned seed) : random_(seed) {}

    Values make() {
        const std::size_t size = static_cast<std::size_t>(pick(1, 300));
        const std::int64_t spreads[] = {0, 1, 3, 10, 60, 1000, 70'000, 4'000'000'000'000'000'000};
        const std::int64_t spread = spreads[pick(0, 7)];
        const std::int64_t low = pick(0, 1) == 0 ? -spread : 0;
        const bool skewed = pick(0, 2) == 0;
        Values values;
        for (std::size_t i = 0; i < size; ++i) {
            values.push_back(skewed && pick(0, 3) != 0 ? low : pick(low, spread));
        }
        return values;
    }

    std::int64_t pick(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
    }

    std::mt19937_64& engine() { return random_; }

private:
    std::mt19937_64 random_;
};

}  // namespace rfm::scoring::oracle
