#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <rfm/overview.h>

#include "base/decimal.h"
#include "pipeline/group_totals.h"
#include "pipeline/histogram_bars.h"
#include "pipeline/pareto_sums.h"
#include "pipeline/selected_pass.h"
#include "pipeline/table_pass.h"
#include "pipeline/top_customers.h"
#include "scoring/ranked_values.h"

namespace rfm {

namespace {

using pipeline::metric_count;
using pipeline::Values;
using scoring::RankedValue;
using scoring::RankFinder;

// What one thread finds in the first pass.
struct alignas(128) FirstPart {
    pipeline::CustomerFacts facts;
    pipeline::GroupTotals totals;
    pipeline::TopCustomers top;
};

FirstPart first_pass(const ScoredCustomers::Data& data, unsigned threads, std::size_t top) {
    std::vector<FirstPart> parts(threads,
                                 FirstPart{{}, pipeline::GroupTotals(data), pipeline::TopCustomers(data, top)});
    pipeline::for_each_selected(data, threads, [&](unsigned worker, const auto& customer) {
        FirstPart& part = parts[worker];
        const Values values = values_of(data, customer);
        part.facts.add(values, 0);
        part.totals.add(scores_of(data, customer), values);
        part.top.add(customer, values);
    });
    for (std::size_t i = 1; i < parts.size(); ++i) {
        parts[0].facts.add(parts[i].facts);
        parts[0].totals.add(parts[i].totals);
        parts[0].top.add(parts[i].top);
    }
    return parts[0];
}

// The values at some ranks of a metric, to be asked for by rank.
class RankedMetric {
public:
    RankedMetric() = default;
    RankedMetric(std::int64_t lowest, std::int64_t highest, std::vector<std::size_t> ranks) : ranks_(std::move(ranks)) {
        std::sort(ranks_.begin(), ranks_.end());
        ranks_.erase(std::unique(ranks_.begin(), ranks_.end()), ranks_.end());
        finder.emplace(lowest, highest, ranks_);
    }

    bool is_open() const noexcept { return finder && !finder->done(); }
    const RankedValue& at(std::size_t rank) const noexcept {
        const auto place = std::lower_bound(ranks_.begin(), ranks_.end(), rank) - ranks_.begin();
        return finder->found()[static_cast<std::size_t>(place)];
    }

    std::optional<RankFinder> finder;

private:
    std::vector<std::size_t> ranks_;
};

using RankedMetrics = std::array<RankedMetric, metric_count>;

// All metrics that are not done yet in one pass: days and counts of orders take one, amounts take three or so.
void find_ranked(const ScoredCustomers::Data& data, unsigned threads, RankedMetrics& metrics) {
    for (;;) {
        std::vector<std::size_t> open;
        for (std::size_t m = 0; m < metric_count; ++m) {
            if (metrics[m].is_open()) open.push_back(m);
        }
        if (open.empty()) return;
        std::vector<std::array<RankFinder::Counter, metric_count>> counters(threads);
        for (auto& own : counters) {
            for (const std::size_t m : open) own[m] = metrics[m].finder->counter();
        }
        pipeline::for_each_selected(data, threads, [&](unsigned worker, const auto& customer) {
            const Values values = values_of(data, customer);
            for (const std::size_t m : open) counters[worker][m].add(values[m]);
        });
        for (const std::size_t m : open) {
            for (std::size_t worker = 1; worker < threads; ++worker) counters[0][m].add(counters[worker][m]);
            metrics[m].finder->finish_pass(counters[0][m]);
        }
    }
}

// Ranks, counted from 0 at the lowest value.
struct SpreadRanks {
    std::size_t low, median, high;
};

SpreadRanks spread_ranks(std::size_t customers) noexcept {
    return {customers / 100, (customers - 1) / 2, (customers * 98 + 99) / 100 - 1};
}

std::vector<base::Int128> widths_of(std::size_t metric, const RunSummary& summary) {
    if (metric == pipeline::recency) return pipeline::day_widths();
    if (metric == pipeline::frequency) return pipeline::decimal_widths(1);
    std::int64_t last_decimal = amount_unit;
    for (int i = 0; i < summary.amount_decimals; ++i) last_decimal /= 10;
    return pipeline::decimal_widths(last_decimal);
}

// What one thread finds in the last pass.
struct alignas(128) LastPart {
    std::array<std::vector<std::uint64_t>, metric_count> counts;
    std::optional<pipeline::ParetoSums> pareto;
};

LastPart last_pass(const ScoredCustomers::Data& data, unsigned threads,
                   const std::vector<pipeline::HistogramBars>& bars,
                   const std::optional<pipeline::ParetoSums>& pareto) {
    LastPart nothing{{}, pareto};
    for (std::size_t m = 0; m < bars.size(); ++m) nothing.counts[m].resize(bars[m].size());
    std::vector<LastPart> parts(threads, nothing);
    pipeline::for_each_selected(data, threads, [&](unsigned worker, const auto& customer) {
        LastPart& part = parts[worker];
        const Values values = values_of(data, customer);
        for (std::size_t m = 0; m < bars.size(); ++m) ++part.counts[m][bars[m].bar_of(values[m])];
        if (part.pareto) part.pareto->add(values[pipeline::monetary]);
    });
    for (std::size_t i = 1; i < parts.size(); ++i) {
        for (std::size_t m = 0; m < bars.size(); ++m) {
            for (std::size_t b = 0; b < bars[m].size(); ++b) parts[0].counts[m][b] += parts[i].counts[m][b];
        }
        if (pareto) parts[0].pareto->add(*parts[i].pareto);
    }
    return parts[0];
}

}  // namespace

Overview overview(const ScoredCustomers& scored, const OverviewRequest& request) {
    const ScoredCustomers::Data& data = scored.data();
    const RunSummary& summary = data.summary;
    const std::size_t customers = data.size();
    const unsigned threads = pipeline::threads_for(customers, data.threads);
    Overview overview;
    overview.bins = summary.bins;
    const FirstPart first = first_pass(data, threads, request.top);
    first.totals.put(overview);
    overview.top = first.top.take();
    if (customers == 0) return overview;

    const std::size_t metrics = summary.has_monetary ? metric_count : metric_count - 1;
    const SpreadRanks spread = spread_ranks(customers);
    const std::vector<std::size_t> counts =
        summary.has_monetary ? pipeline::pareto_counts(customers) : std::vector<std::size_t>();
    RankedMetrics ranked;
    for (std::size_t m = 0; m < metrics; ++m) {
        std::vector<std::size_t> ranks = {spread.low, spread.median, spread.high};
        if (m == pipeline::monetary) {
            for (const std::size_t count : counts) ranks.push_back(customers - count);
        }
        ranked[m] = RankedMetric(first.facts.lowest[m], first.facts.highest[m], std::move(ranks));
    }
    find_ranked(data, threads, ranked);

    std::vector<pipeline::HistogramBars> bars;
    for (std::size_t m = 0; m < metrics; ++m) {
        bars.emplace_back(pipeline::ValueSpread{first.facts.lowest[m], first.facts.highest[m],
                                                ranked[m].at(spread.low).value, ranked[m].at(spread.high).value},
                          widths_of(m, summary), request.bars);
    }
    std::optional<pipeline::ParetoSums> pareto;
    if (summary.has_monetary) {
        std::vector<RankedValue> poorest;
        for (const std::size_t count : counts) poorest.push_back(ranked[pipeline::monetary].at(customers - count));
        pareto.emplace(customers, counts, std::move(poorest));
    }
    const LastPart last = last_pass(data, threads, bars, pareto);
    for (std::size_t m = 0; m < metrics; ++m) {
        overview.histograms[m] = {bars[m].bars(last.counts[m]), first.facts.lowest[m], first.facts.highest[m],
                                  ranked[m].at(spread.median).value};
    }
    if (last.pareto) overview.pareto = last.pareto->points(first.totals.monetary(), summary.amount_decimals);
    return overview;
}

}  // namespace rfm
