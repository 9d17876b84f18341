#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/decimal.h"
#include "base/display_width.h"
#include "base/text_table.h"
#include "output/bar.h"
#include "output/fitted_text.h"
#include "output/overview_text.h"

namespace rfm::output {
namespace {

constexpr std::size_t monetary = 2;
constexpr std::array<std::string_view, 3> names = {"recency", "frequency", "monetary"};
constexpr std::array<std::string_view, 3> units = {"days", "orders", "amount"};

// The values of a metric as words and as scores.
class MetricWords {
public:
    MetricWords(const RunSummary& summary, const Histogram& histogram, std::size_t metric)
        : metric_(metric), bins_(summary.bins), amount_decimals_(summary.amount_decimals) {
        const Cuts& cuts = summary.cuts;
        cuts_ = metric == 0 ? cuts.recency_days : metric == 1 ? cuts.frequency : cuts.monetary_scaled;
        if (metric != monetary) return;
        for (const HistogramBar& bar : histogram.bars) {
            if (bar.from) edge_decimals_ = std::max(edge_decimals_, base::decimals_needed(*bar.from));
        }
        if (edge_decimals_ == 1) edge_decimals_ = 2;
    }

    std::string value(std::int64_t value) const { return words(value, amount_decimals_); }
    std::string edge(std::int64_t edge) const { return words(edge, edge_decimals_); }
    std::string cuts() const {
        std::string text;
        for (const std::int64_t cut : cuts_) {
            const int decimals = metric_ == monetary ? std::max(base::decimals_needed(cut), amount_decimals_) : 0;
            text += fmt::format("{}{}", text.empty() ? "" : ", ", words(cut, decimals));
        }
        return text;
    }

    // The least by which two amounts differ.
    std::int64_t smallest_amount() const noexcept {
        std::int64_t amount = amount_unit;
        for (int i = 0; i < amount_decimals_; ++i) amount /= 10;
        return amount;
    }

    int score(std::int64_t value) const {
        int band = 0;
        for (const std::int64_t cut : cuts_) band += value > cut ? 1 : 0;
        return metric_ == 0 ? bins_ - band : 1 + band;
    }

private:
    std::string words(std::int64_t value, int decimals) const {
        return base::grouped(metric_ == monetary ? base::format_scaled(value, decimals) : fmt::to_string(value));
    }

    std::size_t metric_;
    int bins_;
    int amount_decimals_;
    int edge_decimals_ = 0;
    std::vector<std::int64_t> cuts_;
};

struct Line {
    std::string from, rest, customers, score;
    std::uint64_t count = 0;
};

Line line_of(const HistogramBar& bar, const Histogram& histogram, const MetricWords& words, std::size_t metric) {
    Line line;
    line.count = bar.customers;
    line.customers = base::grouped(fmt::to_string(bar.customers));
    // Days and orders are whole numbers, so the last one is named; of money, the amount that is no longer in it.
    const std::int64_t behind = metric == monetary ? 0 : 1;
    const std::int64_t smallest = metric == monetary ? words.smallest_amount() : 1;
    if (!bar.from && !bar.to) {
        line.from = "all";
    } else if (!bar.from) {
        line.from = "below";
        line.rest = " " + words.edge(*bar.to);
    } else if (!bar.to) {
        line.from = words.edge(*bar.from);
        line.rest = " and more";
    } else {
        line.from = words.edge(*bar.from);
        if (*bar.to - *bar.from != smallest) line.rest = " to " + words.edge(*bar.to - behind);
    }
    const std::int64_t lowest = bar.from ? std::max(*bar.from, histogram.lowest) : histogram.lowest;
    const std::int64_t highest = bar.to ? std::min(*bar.to - 1, histogram.highest) : histogram.highest;
    const int first = words.score(lowest);
    const int last = words.score(highest);
    line.score = first == last ? fmt::to_string(first) : fmt::format("{}-{}", first, last);
    return line;
}

int widest(const std::vector<Line>& lines, std::string Line::*text) {
    int width = 0;
    for (const Line& line : lines) width = std::max(width, base::display_width(line.*text));
    return width;
}

}  // namespace

std::string histogram_text(const RunSummary& summary, const Overview& overview, std::size_t metric,
                           const TextStyle& style) {
    constexpr int longest_bar = 60;
    const Histogram& histogram = overview.histograms[metric];
    if (histogram.bars.empty()) return {};
    const MetricWords words(summary, histogram, metric);
    std::vector<Line> lines;
    std::uint64_t most = 1;
    for (const HistogramBar& bar : histogram.bars) {
        lines.push_back(line_of(bar, histogram, words, metric));
        most = std::max(most, bar.customers);
    }
    const int from = std::max(widest(lines, &Line::from), base::display_width(units[metric]));
    const int rest = widest(lines, &Line::rest);
    lines.insert(lines.begin(), {std::string(units[metric]), "", "customers", "score"});
    const int customers = widest(lines, &Line::customers);
    const int score = widest(lines, &Line::score);
    const int longest = std::min(style.width - (from + rest + 2 + customers + 2 + score + 2), longest_bar);

    std::string out = "\n" + inked(Ink::heading, names[metric], style) + "\n";
    out += folded(fmt::format("lowest {}, median {}, highest {}; cut points {}", words.value(histogram.lowest),
                              words.value(histogram.median), words.value(histogram.highest), words.cuts()),
                  style.width);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        std::string text = base::right_aligned(line.from, from) + base::padded(line.rest, rest) + "  " +
                           base::right_aligned(line.customers, customers) + "  ";
        if (i == 0) {
            out += inked(Ink::heading, text + line.score, style) + "\n";
            continue;
        }
        const std::string plain = bar(line.count, most, longest, style.unicode);
        text += plain.empty() ? line.score : base::padded(line.score, score) + "  " + inked(Ink::bar, plain, style);
        out += text + "\n";
    }
    return out;
}

}  // namespace rfm::output
