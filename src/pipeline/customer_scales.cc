#include "pipeline/customer_scales.h"

#include <vector>

#include "pipeline/table_pass.h"

namespace rfm::pipeline {
namespace {

std::array<scoring::Rule, metric_count> rules_of(const Plan& plan) {
    using scoring::Direction;
    return {scoring::Rule{plan.method, plan.bins, plan.cuts.recency_days, 1, Direction::smaller_is_better},
            scoring::Rule{plan.method, plan.bins, plan.cuts.frequency, 1, Direction::larger_is_better},
            scoring::Rule{plan.method, plan.bins, plan.cuts.monetary_scaled, amount_unit, Direction::larger_is_better}};
}

}  // namespace

Scales find_scales(const Plan& plan, DayNumber as_of, const CustomerFacts& facts,
                   const customers::CustomerTable& table, unsigned threads) {
    const std::array<scoring::Rule, metric_count> rules = rules_of(plan);
    const std::size_t metrics = plan.no_monetary ? metric_count - 1 : metric_count;
    std::vector<scoring::RankFinder> finders;
    for (std::size_t m = 0; m < metrics; ++m) {
        finders.emplace_back(facts.lowest[m], facts.highest[m], ranks_needed(rules[m], facts.scored));
    }
    // All metrics that are not done yet, in one pass: days and counts of orders take one, amounts take three or so.
    for (;;) {
        std::vector<std::size_t> open;
        for (std::size_t m = 0; m < metrics; ++m) {
            if (!finders[m].done()) open.push_back(m);
        }
        if (open.empty()) break;
        std::vector<std::array<scoring::RankFinder::Counter, metric_count>> counters(threads);
        for (auto& own : counters) {
            for (const std::size_t m : open) own[m] = finders[m].counter();
        }
        for_each_scored(table, threads, [&](unsigned worker, const customers::CustomerRecord& record) {
            const auto values = values_of(record, as_of);
            for (const std::size_t m : open) counters[worker][m].add(values[m]);
        });
        for (const std::size_t m : open) {
            for (std::size_t worker = 1; worker < threads; ++worker) counters[0][m].add(counters[worker][m]);
            finders[m].finish_pass(counters[0][m]);
        }
    }
    Scales scales(as_of, !plan.no_monetary);
    for (std::size_t m = 0; m < metrics; ++m) {
        scales[m] = make_scale(rules[m], facts.scored, finders[m].found());
    }
    return scales;
}

}  // namespace rfm::pipeline
