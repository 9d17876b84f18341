// The scales of the three metrics, from the values of all scored customers.
// Thread-safety: the table does not change meanwhile.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <rfm/plan.h>

#include "pipeline/customer_facts.h"
#include "scoring/scale.h"

namespace rfm::pipeline {

// Scores of a customer; 0 where there is none.
struct Scores {
    std::uint8_t r = 0;
    std::uint8_t f = 0;
    std::uint8_t m = 0;
};

class Scales {
public:
    Scales() = default;
    explicit Scales(bool has_monetary) : has_monetary_(has_monetary) {}

    scoring::Scale& operator[](std::size_t metric) noexcept { return scales_[metric]; }

    bool has_monetary() const noexcept { return has_monetary_; }
    // Whether customers must be scored in the order of their ids, by score_next.
    bool splits_ties() const noexcept { return scales_[recency].splits_ties(); }

    Scores score(const Values& values) const noexcept {
        return {static_cast<std::uint8_t>(scales_[recency].score(values[recency])),
                static_cast<std::uint8_t>(scales_[frequency].score(values[frequency])),
                static_cast<std::uint8_t>(has_monetary_ ? scales_[monetary].score(values[monetary]) : 0)};
    }
    Scores score_next(const Values& values) noexcept {
        return {static_cast<std::uint8_t>(scales_[recency].score_next(values[recency])),
                static_cast<std::uint8_t>(scales_[frequency].score_next(values[frequency])),
                static_cast<std::uint8_t>(has_monetary_ ? scales_[monetary].score_next(values[monetary]) : 0)};
    }

    Cuts cuts() const {
        return {scales_[recency].cut_points(), scales_[frequency].cut_points(), scales_[monetary].cut_points()};
    }

private:
    bool has_monetary_ = true;
    std::array<scoring::Scale, metric_count> scales_;
};

// What is counted for the scales.
// Thread-safety: add() of different workers may run side by side; the rest has one owner.
class ScaleFinder {
public:
    ScaleFinder(const Plan& plan, const CustomerFacts& facts, unsigned threads);

    // False when no pass is needed any more.
    bool start_pass();
    void add(unsigned worker, const Values& values) noexcept {
        for (const std::size_t m : open_) counters_[worker][m].add(values[m]);
    }
    void finish_pass();

    Scales scales() const;

private:
    std::size_t scored_;
    bool has_monetary_;
    std::array<scoring::Rule, metric_count> rules_;
    std::vector<scoring::RankFinder> finders_;
    std::vector<std::size_t> open_;  // metrics
    std::vector<std::array<scoring::RankFinder::Counter, metric_count>> counters_;
};

// Goes through the values as often as it takes to find the scales.
// pass(visit): calls visit(worker, values) for each scored customer, once, in any order; worker is below `threads`, and
// each worker calls from one thread.
template <class Pass>
Scales find_scales(const Plan& plan, const CustomerFacts& facts, unsigned threads, const Pass& pass) {
    ScaleFinder finder(plan, facts, threads);
    // All metrics that are not done yet, in one pass: days and counts of orders take one, amounts take three or so.
    while (finder.start_pass()) {
        pass([&](unsigned worker, const Values& values) { finder.add(worker, values); });
        finder.finish_pass();
    }
    return finder.scales();
}

}  // namespace rfm::pipeline
