#include "output/overview_text.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "base/text_table.h"
#include "output/fitted_text.h"
#include "output/summary_table.h"

namespace rfm::output {
namespace {

constexpr int least_width = 60;

std::string count_words(std::uint64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", base::grouped(fmt::to_string(count)), count == 1 ? one : many);
}

std::string folded_lines(std::string_view text, int width) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        out += folded(text.substr(0, end), width);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string headline(const RunSummary& summary, const TextStyle& style) {
    std::string words = fmt::format("{}, {}", count_words(summary.customers, "customer", "customers"),
                                    count_words(summary.orders, "order", "orders"));
    if (summary.has_monetary) {
        words += fmt::format(", revenue {}", base::grouped(summary.monetary_total));
        if (!summary.currency.empty()) words += " " + fitted(summary.currency, 20, style.unicode);
    }
    return inked(Ink::heading, words, style) + "\n" + folded_lines(rows_words(summary), style.width);
}

// What the best few bring, as far as there are customers enough to speak of so many percent.
std::string pareto_text(const Overview& overview, const TextStyle& style) {
    if (overview.pareto.empty() || overview.pareto.back().monetary_percent.empty()) return {};
    const std::uint64_t customers = overview.pareto.back().customers;
    std::string words;
    for (const std::uint64_t percent : {1, 5, 20, 50}) {
        if (customers * percent < 100) continue;
        const std::uint64_t count = (customers * percent + 99) / 100;
        const auto point = std::find_if(overview.pareto.begin(), overview.pareto.end(),
                                        [&](const ParetoPoint& p) { return p.customers == count; });
        if (point == overview.pareto.end()) continue;
        words += words.empty()
                     ? fmt::format("the best {}% of customers bring {}% of revenue", percent, point->monetary_percent)
                     : fmt::format(", the best {}% {}%", percent, point->monetary_percent);
    }
    return words.empty() ? words : "\n" + folded(words, style.width);
}

}  // namespace

std::string overview_text(const RunSummary& summary, const Overview& overview, const TextStyle& wanted) {
    TextStyle style = wanted;
    style.width = std::max(style.width, least_width);
    std::string out = headline(summary, style);
    out += segment_text(summary, overview, style);
    out += cell_text(overview, style);
    for (std::size_t metric = 0; metric < overview.histograms.size(); ++metric) {
        out += histogram_text(summary, overview, metric, style);
    }
    return out + pareto_text(overview, style);
}

}  // namespace rfm::output
