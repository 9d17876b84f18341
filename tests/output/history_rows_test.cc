#include "output/history_rows.h"

#include "support/catch.h"

namespace rfm::output {
namespace {

HistoryPeriod example() {
    HistoryPeriod period;
    period.name = "2025-01";
    period.customers = 12;
    period.monetary = "340.50";
    period.segments = {{"good, \"best\"", 7, "300.25"}, {"rest", 5, "40.25"}};
    period.new_customers = 3;
    period.active_customers = 4;
    period.orders = 6;
    period.revenue = "-8.10";
    period.average_order_value = "-1.35";
    period.purchase_frequency = "1.500000";
    period.repeat_rate = "0.250000";
    period.retention_rate = "0.333333";
    period.churn_rate = "0.666667";
    return period;
}

TEST_CASE("history rows: every figure in the documented order, segments quoted where they have to be") {
    std::string text(history_header());
    append_history_rows(example(), true, text);
    CHECK(text ==
          "period,metric,segment,value\n"
          "2025-01,customers,all,12\n"
          "2025-01,customers,\"good, \"\"best\"\"\",7\n"
          "2025-01,customers,rest,5\n"
          "2025-01,monetary,all,340.50\n"
          "2025-01,monetary,\"good, \"\"best\"\"\",300.25\n"
          "2025-01,monetary,rest,40.25\n"
          "2025-01,new_customers,all,3\n"
          "2025-01,active_customers,all,4\n"
          "2025-01,orders,all,6\n"
          "2025-01,revenue,all,-8.10\n"
          "2025-01,average_order_value,all,-1.35\n"
          "2025-01,purchase_frequency,all,1.500000\n"
          "2025-01,repeat_rate,all,0.250000\n"
          "2025-01,retention_rate,all,0.333333\n"
          "2025-01,churn_rate,all,0.666667\n");
}

TEST_CASE("history rows: what there is not is left out") {
    HistoryPeriod period = example();
    period.segments.clear();
    period.average_order_value.clear();
    period.retention_rate.clear();
    period.churn_rate.clear();
    std::string text;
    append_history_rows(period, true, text);
    CHECK(text ==
          "2025-01,customers,all,12\n2025-01,monetary,all,340.50\n2025-01,new_customers,all,3\n"
          "2025-01,active_customers,all,4\n2025-01,orders,all,6\n2025-01,revenue,all,-8.10\n"
          "2025-01,purchase_frequency,all,1.500000\n2025-01,repeat_rate,all,0.250000\n");
    text.clear();
    append_history_rows(example(), false, text);
    CHECK(text.find("monetary") == std::string::npos);
    CHECK(text.find("revenue") == std::string::npos);
    CHECK(text.find("average_order_value") == std::string::npos);
    CHECK(text.find("2025-01,orders,all,6\n2025-01,purchase_frequency,") != std::string::npos);
}

}  // namespace
}  // namespace rfm::output
