#include "output/overview_json.h"

#include <optional>

#include <nlohmann/json.hpp>

#include "base/decimal.h"
#include "output/summary_json.h"

namespace rfm::output {
namespace {

using Json = nlohmann::ordered_json;

// What there is not is null.
Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json histogram_json(const Histogram& histogram, bool is_money) {
    if (histogram.bars.empty()) return nullptr;
    const auto number = [&](std::int64_t value) {
        return is_money ? Json(base::format_scaled(value, base::decimals_needed(value))) : Json(value);
    };
    const auto end = [&](const std::optional<std::int64_t>& at) { return at ? number(*at) : Json(nullptr); };
    Json bars = Json::array();
    for (const HistogramBar& bar : histogram.bars) {
        bars.push_back({{"from", end(bar.from)}, {"to", end(bar.to)}, {"customers", bar.customers}});
    }
    return {{"lowest", number(histogram.lowest)},
            {"median", number(histogram.median)},
            {"highest", number(histogram.highest)},
            {"bars", std::move(bars)}};
}

Json cells_json(const Overview& overview) {
    Json cells = Json::array();
    for (int r = 1; r <= overview.bins; ++r) {
        for (int f = 1; f <= overview.bins; ++f) {
            const auto at = static_cast<std::size_t>((r - 1) * overview.bins + f - 1);
            cells.push_back({{"r_score", r},
                             {"f_score", f},
                             {"customers", overview.cells[at].customers},
                             {"monetary", text_or_null(overview.cells[at].monetary)},
                             {"mean_monetary", text_or_null(overview.cell_means[at])}});
        }
    }
    return cells;
}

Json segments_json(const Overview& overview) {
    Json segments = Json::array();
    for (const SegmentProfile& profile : overview.segments) {
        segments.push_back({{"segment", profile.segment},
                            {"key", profile.key},
                            {"rules", profile.rules},
                            {"customers", profile.group.customers},
                            {"monetary", text_or_null(profile.group.monetary)},
                            {"mean_recency_days", text_or_null(profile.mean_recency_days)},
                            {"mean_frequency", text_or_null(profile.mean_frequency)},
                            {"mean_monetary", text_or_null(profile.mean_monetary)}});
    }
    return segments;
}

Json top_json(const Overview& overview, bool has_monetary) {
    Json top = Json::array();
    for (const TopCustomer& customer : overview.top) {
        top.push_back({{"customer_id", customer.id},
                       {"first_order_date", format_day(customer.first_order_day)},
                       {"last_order_date", format_day(customer.last_order_day)},
                       {"recency_days", customer.recency_days},
                       {"frequency", customer.frequency},
                       {"monetary", text_or_null(customer.monetary)},
                       {"r_score", customer.r},
                       {"f_score", customer.f},
                       {"m_score", has_monetary ? Json(customer.m) : Json(nullptr)},
                       {"segment", text_or_null(customer.segment)}});
    }
    return top;
}

}  // namespace

std::string overview_json(const RunSummary& summary, const Overview& overview) {
    Json pareto = Json::array();
    for (const ParetoPoint& point : overview.pareto) {
        pareto.push_back({{"customers", point.customers},
                          {"monetary", point.monetary},
                          {"monetary_percent", text_or_null(point.monetary_percent)}});
    }
    const Json json = {
        {"summary", Json::parse(output::summary_json(summary))},  // the same document, member by member
        {"segments", segments_json(overview)},
        {"cells", cells_json(overview)},
        {"histograms",
         {{"recency_days", histogram_json(overview.histograms[0], false)},
          {"frequency", histogram_json(overview.histograms[1], false)},
          {"monetary", histogram_json(overview.histograms[2], true)}}},
        {"pareto", std::move(pareto)},
        {"top", top_json(overview, summary.has_monetary)},
    };
    // Bytes that are no UTF-8 (a file in another encoding) become the replacement character.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace rfm::output
