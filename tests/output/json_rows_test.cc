// Customers as JSON Lines.
#include "output/json_rows.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

namespace rfm::output {
namespace {

std::string json_string(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

TEST_CASE("json rows: strings are read back as they were by another reader") {
    std::string all;
    for (int c = 0; c < 0x80; ++c) all += static_cast<char>(c);
    for (const std::string& text :
         {all, std::string("李雷 😀 \u2028"), std::string(), std::string("a\"b\\c/</script>")}) {
        CHECK(nlohmann::json::parse(json_string(text)).get<std::string>() == text);
    }
    CHECK(json_string("a\"\\\n\r\t\x01\x1F\x7F") == "\"a\\\"\\\\\\n\\r\\t\\u0001\\u001f\x7F\"");
    CHECK(json_string("é\xE9z") == "\"é\uFFFDz\"");
}

TEST_CASE("json rows: the columns asked for, with exact digits, and null where there is nothing") {
    RunSummary summary;
    summary.customers = 3;
    summary.amount_decimals = 2;
    summary.as_of = *day_from_civil(2025, 3, 1);
    const CustomerValues values(summary, 301'500'000, {});
    CustomerRow row;
    row.id = "a\"1";
    row.first_order_day = *day_from_civil(2024, 12, 31);
    row.last_order_day = *day_from_civil(2025, 1, 31);
    row.recency_days = 29;
    row.frequency = 1;
    row.monetary_scaled = -100'500'000;
    row.r = 5;
    row.f = 10;
    row.m = 3;
    const std::vector<Column> columns = {Column::customer_id,    Column::last_order_date,  Column::monetary,
                                         Column::rfm_score,      Column::segment,          Column::mean_gap_days,
                                         Column::monetary_share, Column::first_order_date, Column::f_score};
    std::string out;
    JsonRows(columns, values, 10).append(row, {}, out);
    CHECK(
        out ==
        "{\"customer_id\":\"a\\\"1\",\"last_order_date\":\"2025-01-31\",\"monetary\":-100.50,\"rfm_score\":\"5-10-3\","
        "\"segment\":null,\"mean_gap_days\":null,\"monetary_share\":-0.33333333,\"first_order_date\":\"2024-12-31\","
        "\"f_score\":10}\n");
    row.segment = "高价值\t客户";
    out.clear();
    JsonRows({Column::segment}, values, 5).append(row, {}, out);
    CHECK(out == "{\"segment\":\"高价值\\t客户\"}\n");
}

}  // namespace
}  // namespace rfm::output
