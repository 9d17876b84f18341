#include "output/history_rows.h"

#include "base/csv_field.h"

namespace rfm::output {

void append_history_rows(const HistoryPeriod& period, bool has_monetary, std::string& out) {
    const auto put = [&](std::string_view metric, std::string_view segment, std::string_view value) {
        if (value.empty()) return;  // there is nothing to divide by
        out.append(period.name).append(",").append(metric).append(",");
        base::append_field(out, segment);
        out.append(",").append(value).append("\n");
    };
    const auto put_all = [&](std::string_view metric, std::string_view value) { put(metric, all_customers, value); };
    put_all("customers", std::to_string(period.customers));
    for (const SegmentTotal& total : period.segments) {
        put("customers", total.segment, std::to_string(total.customers));
    }
    if (has_monetary) {
        put_all("monetary", period.monetary);
        for (const SegmentTotal& total : period.segments) put("monetary", total.segment, total.monetary);
    }
    put_all("new_customers", std::to_string(period.new_customers));
    put_all("active_customers", std::to_string(period.active_customers));
    put_all("orders", std::to_string(period.orders));
    if (has_monetary) {
        put_all("revenue", period.revenue);
        put_all("average_order_value", period.average_order_value);
    }
    put_all("purchase_frequency", period.purchase_frequency);
    put_all("repeat_rate", period.repeat_rate);
    put_all("retention_rate", period.retention_rate);
    put_all("churn_rate", period.churn_rate);
}

}  // namespace rfm::output
