// A metric's values to its scores 1..bins.
// Thread-safety: score() may be called by several threads; score_next() belongs to one.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/int128.h"
#include "scoring/ranked_values.h"
#include "scoring/rule.h"

namespace rfm::scoring {

// Cut points in rising order: the lowest band holds the values <= the first, the next those <= the second, and so on.
// They are wide because the value just below the lowest 64-bit one is a cut point that can be needed.
using WideCuts = std::vector<base::Int128>;

// A value at which a bucket of Method::ntile ends. Its ties may belong to several, so they are dealt out in order.
struct TieEdge {
    std::int64_t value = 0;
    std::size_t next_place = 0;  // of the next tie, counted from 0 at the worst
};

class Scale {
public:
    Scale() = default;
    Scale(const WideCuts& cuts, Direction direction);

    // What a value earns, unless it splits ties.
    int score(std::int64_t value) const noexcept {
        int band = lowest_band_;
        for (std::size_t i = 0; i < few_points; ++i) band += value > points_[i] ? 1 : 0;
        if (bins_ > static_cast<int>(few_points) + 1) {
            for (std::size_t i = few_points; i < most_points; ++i) band += value > points_[i] ? 1 : 0;
        }
        return larger_is_better_ ? 1 + band : bins_ - band;
    }

    // Whether equal values can earn different scores. Then customers are scored in the order of their ids, all of them,
    // by score_next.
    bool splits_ties() const noexcept { return !edges_.empty(); }
    void split_ties(std::vector<TieEdge> edges, std::size_t count) {
        edges_ = std::move(edges);
        count_ = count;
    }
    int score_next(std::int64_t value) noexcept;

    // bins - 1 cut points in rising order of the value that, given to Method::cuts with the same data, repeat these
    // scores (for Method::ntile only as far as no tie was split).
    const std::vector<std::int64_t>& cut_points() const noexcept { return cut_points_; }

private:
    static constexpr std::size_t most_points = 9;
    static constexpr std::size_t few_points = 4;  // of the five bins that nearly everybody uses

    std::array<std::int64_t, most_points> points_{};  // the largest value where there is none: nothing is above it
    int lowest_band_ = 0;                             // how many cuts lie below every 64-bit value
    int bins_ = 1;
    bool larger_is_better_ = true;
    std::vector<TieEdge> edges_;
    std::size_t count_ = 0;
    std::vector<std::int64_t> cut_points_;
};

// ranked: the values at ranks_needed(rule, count). Throws what check_rule throws.
Scale make_scale(const Rule& rule, std::size_t count, std::span<const RankedValue> ranked);

}  // namespace rfm::scoring
