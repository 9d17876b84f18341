#include "report/value_words.h"

#include <limits>

#include <fmt/format.h>

#include <rfm/plan.h>

#include "report/figures.h"

namespace rfm::report {
namespace {

// Between a value and the next one that there can be.
std::int64_t step_of(const RunSummary& summary, std::size_t metric) noexcept {
    if (metric != monetary) return 1;
    std::int64_t step = amount_unit;
    for (int i = 0; i < summary.amount_decimals; ++i) step /= 10;
    return step;
}

}  // namespace

std::string customers_words(std::uint64_t count, const Words& words) {
    if (count == 1) return std::string(words.bought_one);
    return fmt::format(fmt::runtime(words.bought), count_text(count));
}

std::string value_text(std::size_t metric, std::int64_t value, int decimals) {
    if (metric == monetary) return amount_text(value, decimals);
    return value < 0 ? "-" + count_text(static_cast<std::uint64_t>(-value))
                     : count_text(static_cast<std::uint64_t>(value));
}

std::string median_words(const RunSummary& summary, std::size_t metric, const Histogram& histogram,
                         const Words& words) {
    const MetricWords& of = words.metrics[metric];
    if (metric != monetary && histogram.median == 1) return std::string(of.median_one);
    return fmt::format(fmt::runtime(of.median), value_text(metric, histogram.median, summary.amount_decimals));
}

std::string bar_words(std::size_t metric, const HistogramBar& bar, const Words& words) {
    const MetricWords& of = words.metrics[metric];
    const auto say = [&](std::string_view text, auto... values) {
        return fmt::format(fmt::runtime(text), value_text(metric, values)...);
    };
    if (!bar.from && !bar.to) return "–";
    if (!bar.from) return say(of.below, *bar.to);
    if (!bar.to) return metric != monetary && *bar.from == 1 ? std::string(of.from_one) : say(of.from, *bar.from);
    if (metric == monetary) return say(of.range, *bar.from, *bar.to);
    if (*bar.to - *bar.from > 1) return say(of.range, *bar.from, *bar.to - 1);
    return *bar.from == 1 ? std::string(of.single) : say(of.one, *bar.from);
}

std::vector<std::int64_t> cut_points(const RunSummary& summary, std::size_t metric) {
    std::vector<std::int64_t> cuts = metric == recency     ? summary.cuts.recency_days
                                     : metric == frequency ? summary.cuts.frequency
                                                           : summary.cuts.monetary_scaled;
    const std::int64_t step = step_of(summary, metric);
    for (std::int64_t& cut : cuts) {
        const std::int64_t above = cut % step;
        const std::int64_t down = above < 0 ? above + step : above;
        if (cut >= std::numeric_limits<std::int64_t>::min() + down) cut -= down;
    }
    return cuts;
}

std::vector<ScoreBand> score_bands(const RunSummary& summary, std::size_t metric) {
    const std::vector<std::int64_t> cuts = cut_points(summary, metric);
    const std::int64_t step = step_of(summary, metric);
    std::vector<ScoreBand> bands;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        ScoreBand band;
        band.score = metric == recency ? static_cast<int>(cuts.size() + 1 - i) : static_cast<int>(i + 1);
        if (i > 0) {
            const bool has_next = cuts[i - 1] <= std::numeric_limits<std::int64_t>::max() - step;
            band.from = has_next ? cuts[i - 1] + step : cuts[i - 1];
            band.is_empty = !has_next;
        }
        if (i < cuts.size()) band.up_to = cuts[i];
        band.is_empty = band.is_empty || (band.from && band.up_to && *band.from > *band.up_to);
        bands.push_back(band);
    }
    return bands;
}

std::string band_words(const RunSummary& summary, std::size_t metric, const ScoreBand& band, const Words& words) {
    if (band.is_empty) return std::string(words.nobody);
    const MetricWords& of = words.metrics[metric];
    const auto say = [&](std::string_view text, auto... values) {
        return fmt::format(fmt::runtime(text), value_text(metric, values, summary.amount_decimals)...);
    };
    if (!band.from && !band.up_to) return "–";
    const auto is_one = [&](std::int64_t value) { return metric != monetary && value == 1; };
    if (!band.from) return is_one(*band.up_to) ? std::string(of.up_to_one) : say(of.up_to, *band.up_to);
    if (!band.up_to) return is_one(*band.from) ? std::string(of.from_one) : say(of.from, *band.from);
    if (*band.from < *band.up_to) return say(of.band, *band.from, *band.up_to);
    return is_one(*band.from) ? std::string(of.single) : say(of.one, *band.from);
}

}  // namespace rfm::report
