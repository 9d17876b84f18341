#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "report/chart_data.h"
#include "report/figures.h"
#include "report/html_table.h"
#include "report/page_parts.h"
#include "report/value_words.h"

namespace rfm::report {
namespace {

// Of more flows than these, the smallest stand in one line.
constexpr std::size_t most_flows_listed = 200;

// A picture with its heading, and its numbers below it in tables that open.
std::string figure(std::string_view name, const Charts& charts, std::string_view title, const std::string& finding,
                   const Words& words_of_page, const std::string& tables) {
    const auto chart = charts.find(std::string(name));
    std::string html = fmt::format("<figure id=\"{}\"><figcaption><strong>{}</strong>", name, words(title).html);
    if (!finding.empty()) html += "<span>" + words(finding).html + "</span>";
    html += "</figcaption>\n";
    if (chart != charts.end()) html += chart->second + "\n";
    return html + fmt::format("<details><summary>{}</summary>{}</details></figure>\n",
                              words(words_of_page.table_summary).html, tables);
}

std::string money_column(const Contents& contents, const Words& words_of_page) {
    const std::string& currency = contents.summary.currency;
    return std::string(words_of_page.revenue) + (currency.empty() ? "" : ", " + plain(currency));
}

std::string segments_figure(const Contents& contents, const Words& w, const Charts& charts) {
    const RunSummary& summary = contents.summary;
    const Overview& overview = contents.overview;
    if (overview.segments.empty()) {
        return "<p class=\"panel\">" + words(fmt::format(fmt::runtime(w.no_map), overview.bins)).html + "</p>\n";
    }
    const std::string money = money_column(contents, w);
    std::vector<HtmlColumn> columns = {{w.segment, true}, {w.customers}, {w.share}};
    if (summary.has_monetary) columns.insert(columns.end(), {{money}, {w.share}, {w.mean_revenue}});
    columns.insert(columns.end(), {{w.mean_frequency}, {w.mean_recency}});
    HtmlTable table({}, columns);
    const base::Int128 all = scaled(summary.monetary_total);
    for (const SegmentProfile& segment : overview.segments) {
        std::vector<Markup> cells = {from_data(segment.segment), words(count_text(segment.group.customers)),
                                     words(share_text(segment.group.customers, summary.customers))};
        if (summary.has_monetary) {
            cells.insert(cells.end(), {words(money_text(segment.group.monetary)),
                                       words(share_text(scaled(segment.group.monetary), all)),
                                       words(money_text(segment.mean_monetary))});
        }
        cells.insert(cells.end(),
                     {words(money_text(segment.mean_frequency)), words(money_text(segment.mean_recency_days))});
        table.add(cells);
    }
    return figure("segments", charts, summary.has_monetary ? w.segments_figure : w.segments_figure_plain,
                  segments_finding(contents), w, table.html());
}

std::string heatmap_figure(const Contents& contents, const Words& w, const Charts& charts) {
    const RunSummary& summary = contents.summary;
    const Overview& overview = contents.overview;
    const std::string money = money_column(contents, w);
    std::vector<HtmlColumn> columns = {{w.scores_word, true}, {w.customers}, {w.share}};
    if (summary.has_monetary) columns.insert(columns.end(), {{money}, {w.mean_revenue}});
    HtmlTable table({}, columns);
    const auto bins = static_cast<std::size_t>(overview.bins);
    for (std::size_t i = 0; i < overview.cells.size(); ++i) {
        const CustomerGroup& cell = overview.cells[i];
        std::vector<Markup> cells = {words(fmt::format(fmt::runtime(w.cell_tip), i / bins + 1, i % bins + 1)),
                                     words(count_text(cell.customers)),
                                     words(share_text(cell.customers, summary.customers))};
        if (summary.has_monetary) {
            cells.insert(cells.end(), {words(money_text(cell.monetary)), words(money_text(overview.cell_means[i]))});
        }
        table.add(cells);
    }
    const bool has_means = summary.has_monetary && overview.bins <= 6;  // smaller cells have no room for them
    return figure("heatmap", charts, w.heatmap_figure, has_means ? std::string(w.heatmap_finding) : "", w,
                  table.html());
}

std::string pareto_figure(const Contents& contents, const Words& w, const Charts& charts) {
    if (!contents.summary.has_monetary) return {};
    const std::string finding = pareto_finding(contents.overview, w);
    if (finding.empty()) return "<p class=\"panel\">" + words(w.pareto_none).html + "</p>\n";
    const std::string money = money_column(contents, w);
    HtmlTable table({}, {{w.best_customers, true}, {w.customers}, {money}, {w.share_of_revenue}});
    const std::uint64_t all = contents.overview.pareto.back().customers;
    for (const ParetoPoint& point : contents.overview.pareto) {
        table.add({words(share_text(point.customers, all)), words(count_text(point.customers)),
                   words(money_text(point.monetary)), words(point.monetary_percent + "%")});
    }
    return figure("pareto", charts, w.pareto_figure, finding, w, table.html());
}

std::string flows_figure(const Contents& contents, const Words& w, const Charts& charts) {
    if (contents.movement == nullptr) return {};
    const Movement& movement = *contents.movement;
    const std::size_t count = movement.segments.size();
    const auto name = [&](std::size_t i, std::string_view last) {
        return i == count ? words(last) : from_data(movement.segments[i]);
    };
    std::vector<std::tuple<std::uint64_t, std::size_t, std::size_t>> flows;
    for (std::size_t i = 0; i <= count; ++i) {
        for (std::size_t j = 0; j <= count; ++j) {
            if (movement.customers[i][j] > 0) flows.emplace_back(movement.customers[i][j], i, j);
        }
    }
    if (flows.size() > most_flows_listed) {
        std::stable_sort(flows.begin(), flows.end(),
                         [](const auto& a, const auto& b) { return std::get<0>(a) > std::get<0>(b); });
    }
    HtmlTable table({}, {{w.old_segment, true}, {w.new_segment, true}, {w.customers}});
    std::uint64_t others = 0;
    for (std::size_t k = 0; k < flows.size(); ++k) {
        const auto& [customers, i, j] = flows[k];
        if (k >= most_flows_listed) {
            others += customers;
        } else {
            table.add({name(i, w.is_new), name(j, w.is_gone), words(count_text(customers))});
        }
    }
    if (others > 0) {
        table.add({words(fmt::format(fmt::runtime(w.other_flows), flows.size() - most_flows_listed)), words(""),
                   words(count_text(others))});
    }
    const MovementTotals totals = movement_totals(movement);
    const std::string before = movement.old_as_of.empty() ? isolated(movement.old_name) : movement.old_as_of;
    return figure(
        "flows", charts, fmt::format(fmt::runtime(w.flows_figure), before, format_day(contents.summary.as_of)),
        fmt::format("{} {}",
                    fmt::format(fmt::runtime(w.flows_finding), count_text(totals.rising), count_text(totals.slipping),
                                count_text(totals.staying), count_text(totals.won), count_text(totals.lost)),
                    fmt::format(fmt::runtime(w.movement_lead), isolated(movement.old_name))),
        w, table.html());
}

}  // namespace

std::string section_heading(std::string_view title, const Markup& lead) {
    return fmt::format("<h2>{}</h2>\n<p>{}</p>\n", words(title).html, lead.html);
}

std::string segments_section(const Contents& contents, const Words& w, const Charts& charts) {
    return "<section class=\"pictures\">" + section_heading(w.segments_title, words(w.segments_lead)) +
           "<div class=\"grid\">" + segments_figure(contents, w, charts) + pareto_figure(contents, w, charts) +
           "</div></section>\n";
}

std::string scores_section(const Contents& contents, const Words& w, const Charts& charts) {
    return "<section class=\"pictures\">" + section_heading(w.heatmap_title, words(w.heatmap_lead)) +
           "<div class=\"grid\">" + heatmap_figure(contents, w, charts) + flows_figure(contents, w, charts) +
           "</div></section>\n";
}

std::string spread_section(const Contents& contents, const Words& w, const Charts& charts) {
    constexpr std::string_view names[] = {"recency", "frequency", "monetary"};
    const RunSummary& summary = contents.summary;
    std::string html = "<section>" + section_heading(w.spread_title, words(w.spread_lead)) + "<div class=\"grid\">";
    for (std::size_t m = 0; m < 3; ++m) {
        const Histogram& histogram = contents.overview.histograms[m];
        if (histogram.bars.empty()) continue;
        HtmlTable scores({}, {{w.score, true}, {w.cut_band, true}});
        for (const ScoreBand& band : score_bands(summary, m)) {
            scores.add({words(fmt::format("{} {}", "RFM"[m], band.score)), words(band_words(summary, m, band, w))});
        }
        HtmlTable bars({}, {{w.range_of_values, true}, {w.customers}, {w.share}});
        for (const HistogramBar& bar : histogram.bars) {
            bars.add({words(bar_words(m, bar, w)), words(count_text(bar.customers)),
                      words(share_text(bar.customers, summary.customers))});
        }
        html += figure(names[m], charts, w.metrics[m].name, median_words(summary, m, histogram, w), w,
                       scores.html() + bars.html());
    }
    return html + settings_panel(contents, w) + "</div></section>\n";
}

}  // namespace rfm::report
