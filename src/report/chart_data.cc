#include "report/chart_data.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "report/figures.h"
#include "report/html_text.h"
#include "report/value_words.h"

namespace rfm::report {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t best_percent = 20;
constexpr std::size_t name_room = 40;  // characters of a segment's name in a picture

template <class... Values>
std::string say(std::string_view text, const Values&... values) {
    return fmt::format(fmt::runtime(text), values...);
}

// To each segment its place among those that are drawn: the last is of all the smaller ones together.
std::vector<std::size_t> places_of(const std::vector<std::uint64_t>& customers) {
    std::vector<std::size_t> places(customers.size());
    if (customers.size() <= most_segments_drawn) {
        std::iota(places.begin(), places.end(), std::size_t{0});
        return places;
    }
    std::vector<std::size_t> by_size(customers.size());
    std::iota(by_size.begin(), by_size.end(), std::size_t{0});
    std::stable_sort(by_size.begin(), by_size.end(),
                     [&](std::size_t a, std::size_t b) { return customers[a] > customers[b]; });
    std::vector<bool> is_drawn(customers.size());
    for (std::size_t i = 0; i + 1 < most_segments_drawn; ++i) is_drawn[by_size[i]] = true;
    std::size_t place = 0;
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = is_drawn[i] ? place++ : most_segments_drawn - 1;
    return places;
}

class ChartData {
public:
    ChartData(const Contents& contents, std::string_view style)
        : summary_(contents.summary),
          overview_(contents.overview),
          movement_(contents.movement),
          contents_(contents),
          words_(words_of(contents.labels)),
          style_(style) {}

    Json segments() const {
        Json data = base(summary_.has_monetary ? words_.segments_figure : words_.segments_figure_plain,
                         segments_finding(contents_));
        data["has_money"] = summary_.has_monetary;
        data["words"] = {{"customers", words_.customers}, {"money", words_.revenue}};
        std::vector<std::uint64_t> sizes;
        for (const SegmentProfile& segment : overview_.segments) sizes.push_back(segment.group.customers);
        const std::vector<std::size_t> places = places_of(sizes);
        struct Row {
            std::string name;
            std::uint64_t customers = 0;
            base::Int128 money = 0;
            std::size_t segments = 0;
        };
        std::vector<Row> rows(std::min(sizes.size(), most_segments_drawn));
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            Row& row = rows[places[i]];
            row.name = isolated(overview_.segments[i].segment, name_room);
            row.customers += sizes[i];
            row.money += scaled(overview_.segments[i].group.monetary);
            if (++row.segments > 1) row.name = say(words_.other_segments, row.segments);
        }
        const base::Int128 all = scaled(summary_.monetary_total);
        data["rows"] = Json::array();
        for (const Row& row : rows) {
            const std::string share = share_text(row.customers, summary_.customers);
            Json item = {{"name", row.name},
                         {"customers", row.customers},
                         {"customers_share", share},
                         {"customers_text", count_text(row.customers) + " · " + share},
                         {"tip", row.name + "\n" + say("{} ({})", customers_words(row.customers, words_), share)}};
            if (summary_.has_monetary) {
                const std::string money = money_of(row.money);
                item["money"] = static_cast<double>(row.money) / static_cast<double>(amount_unit);
                item["money_share"] = share_text(row.money, all);
                item["money_text"] = money + " · " + share_text(row.money, all);
                item["tip"] = item["tip"].get<std::string>() + "\n" +
                              say(words_.revenue_tip, say("{} ({})", money, share_text(row.money, all)));
            }
            data["rows"].push_back(std::move(item));
        }
        return data;
    }

    Json heatmap() const {
        Json data = base(words_.heatmap_figure, {});
        data["bins"] = overview_.bins;
        data["has_money"] = summary_.has_monetary;
        data["words"] = {{"frequency", words_.frequency_axis}, {"recency", words_.recency_axis}};
        data["cells"] = Json::array();
        for (std::size_t i = 0; i < overview_.cells.size(); ++i) {
            const CustomerGroup& cell = overview_.cells[i];
            const auto bins = static_cast<std::size_t>(overview_.bins);
            const std::size_t r = i / bins + 1;
            const std::size_t f = i % bins + 1;
            std::string tip =
                say(words_.cell_tip, r, f) + "\n" +
                say("{} ({})", customers_words(cell.customers, words_), share_text(cell.customers, summary_.customers));
            if (summary_.has_monetary && cell.customers > 0) {
                tip += "\n" + say(words_.mean_tip, money_text(overview_.cell_means[i]));
                tip += "\n" + say(words_.revenue_tip, money_text(cell.monetary));
            }
            data["cells"].push_back({{"r", r},
                                     {"f", f},
                                     {"customers", cell.customers},
                                     {"customers_text", count_text(cell.customers)},
                                     {"mean", approximate(overview_.cell_means[i])},
                                     {"tip", tip}});
        }
        return data;
    }

    Json histogram(std::size_t metric) const {
        const Histogram& histogram = overview_.histograms[metric];
        const MetricWords& of = words_.metrics[metric];
        Json data = base(of.name, median_words(summary_, metric, histogram, words_));
        data["is_whole"] = metric != monetary;
        std::string axis(of.values);
        if (metric == monetary && !summary_.currency.empty()) axis += ", " + plain(summary_.currency);
        data["words"] = {{"values", axis}};
        const auto number = [&](std::optional<std::int64_t> value) -> Json {
            if (!value) return nullptr;
            return static_cast<double>(*value) / (metric == monetary ? static_cast<double>(amount_unit) : 1.0);
        };
        data["bars"] = Json::array();
        for (const HistogramBar& bar : histogram.bars) {
            data["bars"].push_back(
                {{"from", number(bar.from)},
                 {"to", number(bar.to)},
                 {"customers", bar.customers},
                 {"tip", say("{}\n{} ({})", bar_words(metric, bar, words_), customers_words(bar.customers, words_),
                             share_text(bar.customers, summary_.customers))}});
        }
        const std::vector<std::int64_t> cuts = cut_points(summary_, metric);
        const std::vector<ScoreBand> bands = score_bands(summary_, metric);
        data["cuts"] = Json::array();
        for (std::size_t i = 0; i < cuts.size(); ++i) {
            const std::string value = value_text(metric, cuts[i], summary_.amount_decimals);
            data["cuts"].push_back({{"at", number(metric == monetary ? cuts[i] : cuts[i] + 1)},
                                    {"text", value},
                                    {"tip", say(words_.cut_tip, bands[i].score, bands[i + 1].score, value)}});
        }
        data["bands"] = Json::array();
        for (const ScoreBand& band : bands) {
            const std::string score = fmt::to_string(band.score);
            data["bands"].push_back({{"text", score}, {"long", std::string(1, "RFM"[metric]) + " " + score}});
        }
        return data;
    }

    Json pareto() const {
        Json data = base(words_.pareto_figure, pareto_finding(overview_, words_));
        const ParetoPoint& best = *best_fifth(overview_);
        data["words"] = {{"customers", words_.share_of_customers},
                         {"money", words_.share_of_revenue},
                         {"best", say(words_.best_label, best.monetary_percent + "%")}};
        data["points"] = Json::array();
        const std::uint64_t all = overview_.pareto.back().customers;
        for (const ParetoPoint& point : overview_.pareto) {
            data["points"].push_back(
                {{"percent", 100.0 * static_cast<double>(point.customers) / static_cast<double>(all)},
                 {"share", approximate(point.monetary_percent)},
                 {"is_best", &point == &best},
                 {"tip",
                  say(words_.best_tip, share_text(point.customers, all), customers_words(point.customers, words_)) +
                      "\n" +
                      say(words_.revenue_tip, say("{} ({}%)", money_text(point.monetary), point.monetary_percent))}});
        }
        return data;
    }

    Json flows() const {
        const std::size_t count = movement_->segments.size();
        const MovementTotals totals = movement_totals(*movement_);
        Json data = base(
            say(words_.flows_figure, name_of(movement_->old_name, movement_->old_as_of), format_day(summary_.as_of)),
            say(words_.flows_finding, count_text(totals.rising), count_text(totals.slipping),
                count_text(totals.staying), count_text(totals.won), count_text(totals.lost)));
        data["words"] = {{"before", with_day(words_.before, movement_->old_as_of)},
                         {"now", with_day(words_.now, format_day(summary_.as_of))}};
        std::vector<std::uint64_t> sizes(count);
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = 0; j <= count; ++j) {
                sizes[i] += movement_->customers[i][j] + movement_->customers[j][i];
            }
        }
        std::vector<std::size_t> places = places_of(sizes);
        const std::size_t drawn = std::min(count, most_segments_drawn);
        places.push_back(drawn);  // new or gone
        std::vector<std::string> names(drawn);
        std::vector<std::size_t> in_place(drawn);
        for (std::size_t i = 0; i < count; ++i) {
            names[places[i]] = isolated(movement_->segments[i], name_room);
            if (++in_place[places[i]] > 1) names[places[i]] = say(words_.other_segments, in_place[places[i]]);
        }
        // By from, to and kind; a kind is there twice only where several segments are drawn as one.
        std::map<std::tuple<std::size_t, std::size_t, std::string>, std::uint64_t> bands;
        std::vector<std::uint64_t> before(drawn + 1), now(drawn + 1);
        for (std::size_t i = 0; i <= count; ++i) {
            for (std::size_t j = 0; j <= count; ++j) {
                const std::uint64_t customers = movement_->customers[i][j];
                if (customers == 0) continue;
                const char* const kind = i == count   ? "new"
                                         : j == count ? "gone"
                                         : j < i      ? "up"
                                         : j > i      ? "down"
                                                      : "stay";
                bands[{places[i], places[j], kind}] += customers;
                before[places[i]] += customers;
                now[places[j]] += customers;
            }
        }
        const std::vector<Json> from = nodes(data, "from", before, names, words_.is_new);
        const std::vector<Json> to = nodes(data, "to", now, names, words_.is_gone);
        data["bands"] = Json::array();
        for (const auto& [band, customers] : bands) {
            const auto& [i, j, kind] = band;
            data["bands"].push_back(
                {{"from", from[i]["place"]},
                 {"to", to[j]["place"]},
                 {"kind", kind},
                 {"customers", customers},
                 {"tip", say(words_.flow_tip, from[i]["name"].get<std::string>(), to[j]["name"].get<std::string>()) +
                             "\n" + customers_words(customers, words_)}});
        }
        return data;
    }

private:
    Json base(std::string_view title, std::string_view finding) const {
        const char* const joint = contents_.labels == Labels::chinese ? "。" : ". ";
        Json data = {{"language", words_.language},
                     {"title", title},
                     {"label", finding.empty() ? std::string(title) : fmt::format("{}{}{}", title, joint, finding)}};
        if (!style_.empty()) data["file"] = style_;
        return data;
    }

    std::string money_of(base::Int128 money) const { return quotient_text(money, 1, summary_.amount_decimals); }

    static std::string name_of(const std::string& file, const std::string& as_of) {
        return as_of.empty() ? isolated(file) : as_of;
    }
    static std::string with_day(std::string_view word, const std::string& as_of) {
        return as_of.empty() ? std::string(word) : fmt::format("{}, {}", word, as_of);
    }

    // Puts the segments of one side that have customers into the data; gives the name and place of each.
    static std::vector<Json> nodes(Json& data, const char* side, const std::vector<std::uint64_t>& sizes,
                                   const std::vector<std::string>& names, std::string_view last) {
        std::vector<Json> all;
        data[side] = Json::array();
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            const std::string name = i < names.size() ? names[i] : std::string(last);
            all.push_back({{"name", name}, {"place", data[side].size()}});
            if (sizes[i] == 0) continue;
            data[side].push_back({{"name", name}, {"customers", sizes[i]}, {"text", count_text(sizes[i])}});
        }
        return all;
    }

    const RunSummary& summary_;
    const Overview& overview_;
    const Movement* movement_;
    const Contents& contents_;
    const Words& words_;
    std::string_view style_;
};

}  // namespace

std::vector<ChartRequest> chart_requests(const Contents& contents, std::string_view style) {
    const ChartData data(contents, style);
    std::vector<ChartRequest> requests;
    const auto add = [&](const char* name, const char* function, const Json& json) {
        requests.push_back({name, function, json.dump(-1, ' ', false, Json::error_handler_t::replace)});
    };
    const Overview& overview = contents.overview;
    if (!overview.segments.empty()) add("segments", "segments", data.segments());
    add("heatmap", "heatmap", data.heatmap());
    constexpr const char* names[] = {"recency", "frequency", "monetary"};
    for (std::size_t m = 0; m < 3; ++m) {
        if (!overview.histograms[m].bars.empty()) add(names[m], "histogram", data.histogram(m));
    }
    if (!pareto_finding(overview, words_of(contents.labels)).empty()) add("pareto", "pareto", data.pareto());
    if (contents.movement != nullptr) add("flows", "flows", data.flows());
    return requests;
}

MovementTotals movement_totals(const Movement& movement) noexcept {
    MovementTotals totals;
    const std::size_t count = movement.segments.size();
    for (std::size_t i = 0; i <= count; ++i) {
        for (std::size_t j = 0; j <= count; ++j) {
            std::uint64_t& total = i == count   ? totals.won
                                   : j == count ? totals.lost
                                   : j < i      ? totals.rising
                                   : j > i      ? totals.slipping
                                                : totals.staying;
            total += movement.customers[i][j];
        }
    }
    return totals;
}

const ParetoPoint* best_fifth(const Overview& overview) noexcept {
    if (overview.pareto.empty() || overview.pareto.front().monetary_percent.empty()) return nullptr;
    const std::uint64_t customers = (overview.pareto.back().customers * best_percent + 99) / 100;
    for (const ParetoPoint& point : overview.pareto) {
        if (point.customers >= customers) return &point;
    }
    return nullptr;
}

std::string pareto_finding(const Overview& overview, const Words& words) {
    const ParetoPoint* const best = best_fifth(overview);
    return best == nullptr ? std::string() : say(words.pareto_finding, best->monetary_percent + "%");
}

std::string segments_finding(const Contents& contents) {
    const Words& words = words_of(contents.labels);
    const base::Int128 all = scaled(contents.summary.monetary_total);
    const SegmentProfile* most = nullptr;
    for (const SegmentProfile& segment : contents.overview.segments) {
        if (most == nullptr || scaled(segment.group.monetary) > scaled(most->group.monetary)) most = &segment;
    }
    if (most == nullptr || all <= 0) return {};
    return say(words.segments_finding, isolated(most->segment), share_text(scaled(most->group.monetary), all),
               share_text(most->group.customers, contents.summary.customers));
}

}  // namespace rfm::report
