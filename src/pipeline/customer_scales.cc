#include "pipeline/customer_scales.h"

namespace rfm::pipeline {
namespace {

std::array<scoring::Rule, metric_count> rules_of(const Plan& plan) {
    using scoring::Direction;
    return {scoring::Rule{plan.method, plan.bins, plan.cuts.recency_days, 1, Direction::smaller_is_better},
            scoring::Rule{plan.method, plan.bins, plan.cuts.frequency, 1, Direction::larger_is_better},
            scoring::Rule{plan.method, plan.bins, plan.cuts.monetary_scaled, amount_unit, Direction::larger_is_better}};
}

}  // namespace

ScaleFinder::ScaleFinder(const Plan& plan, const CustomerFacts& facts, unsigned threads)
    : scored_(facts.scored), has_monetary_(!plan.no_monetary), rules_(rules_of(plan)), counters_(threads) {
    const std::size_t metrics = has_monetary_ ? metric_count : metric_count - 1;
    for (std::size_t m = 0; m < metrics; ++m) {
        finders_.emplace_back(facts.lowest[m], facts.highest[m], ranks_needed(rules_[m], facts.scored));
    }
}

bool ScaleFinder::start_pass() {
    open_.clear();
    for (std::size_t m = 0; m < finders_.size(); ++m) {
        if (finders_[m].done()) continue;
        open_.push_back(m);
        for (auto& own : counters_) own[m] = finders_[m].counter();
    }
    return !open_.empty();
}

void ScaleFinder::finish_pass() {
    for (const std::size_t m : open_) {
        for (std::size_t worker = 1; worker < counters_.size(); ++worker) counters_[0][m].add(counters_[worker][m]);
        finders_[m].finish_pass(counters_[0][m]);
    }
}

Scales ScaleFinder::scales() const {
    Scales scales(has_monetary_);
    for (std::size_t m = 0; m < finders_.size(); ++m) {
        scales[m] = make_scale(rules_[m], scored_, finders_[m].found());
    }
    return scales;
}

}  // namespace rfm::pipeline
