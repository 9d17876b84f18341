#include "report/value_words.h"

#include <fmt/format.h>

#include "report/figures.h"

namespace rfm::report {

std::string customers_words(std::uint64_t count, const Words& words) {
    if (count == 1) return std::string(words.bought_one);
    return fmt::format(fmt::runtime(words.bought), count_text(count));
}

std::string value_text(std::size_t metric, std::int64_t value) {
    if (metric == monetary) return amount_text(value);
    return value < 0 ? "-" + count_text(static_cast<std::uint64_t>(-value))
                     : count_text(static_cast<std::uint64_t>(value));
}

std::string bar_words(std::size_t metric, const HistogramBar& bar, const Words& words) {
    const MetricWords& of = words.metrics[metric];
    const auto say = [&](std::string_view text, auto... values) {
        return fmt::format(fmt::runtime(text), value_text(metric, values)...);
    };
    if (!bar.from && !bar.to) return "–";
    if (!bar.from) return say(of.below, *bar.to);
    if (!bar.to) return say(of.from, *bar.from);
    if (metric == monetary) return say(of.range, *bar.from, *bar.to);
    if (*bar.to - *bar.from > 1) return say(of.range, *bar.from, *bar.to - 1);
    return *bar.from == 1 ? std::string(of.single) : say(of.one, *bar.from);
}

const std::vector<std::int64_t>& cuts_of(const Cuts& cuts, std::size_t metric) noexcept {
    return metric == recency ? cuts.recency_days : metric == frequency ? cuts.frequency : cuts.monetary_scaled;
}

std::vector<ScoreBand> score_bands(const RunSummary& summary, std::size_t metric) {
    const std::vector<std::int64_t>& cuts = cuts_of(summary.cuts, metric);
    // A value that equals a cut point is below it, but for r-rfm.
    const std::int64_t next = summary.method == Method::r_rfm ? 0 : 1;
    std::vector<ScoreBand> bands;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        ScoreBand band;
        band.score = metric == recency ? static_cast<int>(cuts.size() + 1 - i) : static_cast<int>(i + 1);
        if (i > 0) band.from = cuts[i - 1] + next;
        if (i < cuts.size()) band.to = cuts[i] + next;
        band.is_empty = band.from && band.to && *band.from >= *band.to;
        bands.push_back(band);
    }
    return bands;
}

}  // namespace rfm::report
