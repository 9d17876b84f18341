#include "output/summary_json.h"

#include <nlohmann/json.hpp>

#include "base/decimal.h"

namespace rfm::output {

std::string summary_json(const RunSummary& summary) {
    using Json = nlohmann::ordered_json;
    const auto days = [](const std::vector<std::int64_t>& cuts) { return Json(cuts); };
    Json amounts = Json::array();
    for (const std::int64_t cut : summary.cuts.monetary_scaled) {
        amounts.push_back(base::format_scaled(cut, base::decimals_needed(cut)));
    }
    Json segments = Json::array();
    for (const SegmentTotal& total : summary.segments) {
        Json segment = {{"segment", total.segment}, {"customers", total.customers}};
        if (summary.has_monetary) segment["monetary"] = total.monetary;
        segments.push_back(std::move(segment));
    }
    Json inputs = Json::array();
    for (const InputInfo& input : summary.inputs) {
        inputs.push_back({{"name", input.name}, {"dialect", input.dialect}, {"columns", input.columns}});
    }
    const RowCounts& rows = summary.rows;
    Json json = {
        {"as_of", format_day(summary.as_of)},
        {"as_of_reason", summary.as_of_reason},
        {"since", summary.since ? Json(format_day(*summary.since)) : Json(nullptr)},
        {"since_reason", summary.since_reason},
        {"date_form", summary.date_form},
        {"decimal_form", summary.decimal_form},
        {"currency", summary.currency},
        {"method", method_name(summary.method)},
        {"bins", summary.bins},
        {"cuts",
         {{"recency_days", days(summary.cuts.recency_days)},
          {"frequency", days(summary.cuts.frequency)},
          {"monetary", amounts}}},
        {"map", summary.map_name},
        {"customers", summary.customers},
        {"customers_refund_only", summary.customers_refund_only},
        {"orders", summary.orders},
        {"orders_differing", summary.orders_differing},
        {"monetary_total", summary.has_monetary ? Json(summary.monetary_total) : Json(nullptr)},
        {"segments", std::move(segments)},
        {"rows",
         {{"read", rows.read},
          {"used", rows.used},
          {"filtered", rows.filtered},
          {"guest", rows.guest},
          {"after_as_of", rows.after_as_of},
          {"before_since", rows.before_since},
          {"further_lines", rows.further_lines},
          {"duplicates", rows.duplicates},
          {"other_currency", rows.other_currency},
          {"repeated_headers", rows.repeated_headers},
          {"rejected", rows.rejected},
          {"refunds", rows.refunds},
          {"zero_amounts", rows.zero_amounts},
          {"without_order_id", rows.without_order_id}}},
        {"inputs", std::move(inputs)},
        {"warnings", summary.warnings},
    };
    // Bytes that are no UTF-8 (a file in another encoding) become the replacement character.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace rfm::output
