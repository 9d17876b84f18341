#include "output/overview_json.h"

#include <nlohmann/json.hpp>

#include "output/example_overview.h"
#include "output/summary_json.h"
#include "support/catch.h"

namespace rfm::output {
namespace {

using Json = nlohmann::ordered_json;

Json made(const RunSummary& summary, const Overview& overview) {
    return Json::parse(overview_json(summary, overview));
}

TEST_CASE("overview JSON: the members, exactly") {
    const RunSummary summary = test::example_summary();
    const Json json = made(summary, test::example_overview());
    CHECK(json["summary"] == Json::parse(output::summary_json(summary)));
    CHECK(json["segments"][0] == Json::parse(R"json({
        "segment": "高价值客户", "key": "high-value", "rules": ["R 4-5, F 5, M 4-5", "R 4-5, F 4, M 5"],
        "customers": 1000, "monetary": "9000000.00", "mean_recency_days": "3.5", "mean_frequency": "2.0",
        "mean_monetary": "0.25"})json"));
    REQUIRE(json["cells"].size() == 25);
    CHECK(json["cells"][21] == Json::parse(R"json({"r_score": 5, "f_score": 2, "customers": 1500,
        "monetary": "876543.21", "mean_monetary": "584.36"})json"));
    CHECK(json["cells"][22]["mean_monetary"] == nullptr);
    CHECK(json["histograms"] == Json::parse(R"json({
        "recency_days": {"lowest": 3, "median": 41, "highest": 777, "bars": [
            {"from": 0, "to": 30, "customers": 1000}, {"from": 30, "to": 60, "customers": 1400},
            {"from": 60, "to": 90, "customers": 100}, {"from": 90, "to": null, "customers": 500}]},
        "frequency": {"lowest": 1, "median": 3, "highest": 3, "bars": [
            {"from": 1, "to": 2, "customers": 500}, {"from": 2, "to": 3, "customers": 0},
            {"from": 3, "to": 4, "customers": 2500}]},
        "monetary": {"lowest": "-1234.56", "median": "0.12", "highest": "0.49", "bars": [
            {"from": null, "to": "-0.5", "customers": 7}, {"from": "-0.5", "to": "0", "customers": 3},
            {"from": "0", "to": "0.5", "customers": 2990}]}})json"));
    CHECK(json["pareto"][1] ==
          Json::parse(R"json({"customers": 600, "monetary": "9000000.00", "monetary_percent": "91.1"})json"));
    CHECK(json["top"] == Json::parse(R"json([{"customer_id": "a\"1", "first_order_date": "2022-01-08",
        "last_order_date": "2024-10-04", "recency_days": 270, "frequency": 12, "monetary": "99.50", "r_score": 5,
        "f_score": 4, "m_score": 3, "segment": "高价值客户"}])json"));
    CHECK(json.size() == 6);
}

TEST_CASE("overview JSON: without money") {
    RunSummary summary = test::example_summary();
    summary.has_monetary = false;
    Overview overview = test::example_overview();
    overview.histograms[2] = {};
    overview.pareto.clear();
    overview.top[0].monetary.clear();
    overview.top[0].m = 0;
    overview.segments[0].group.monetary.clear();
    const Json json = made(summary, overview);
    CHECK(json["histograms"]["monetary"] == nullptr);
    CHECK(json["pareto"] == Json::array());
    CHECK(json["top"][0]["monetary"] == nullptr);
    CHECK(json["top"][0]["m_score"] == nullptr);
    CHECK(json["segments"][0]["monetary"] == nullptr);
}

TEST_CASE("overview JSON: an id of bytes that are no UTF-8 stays JSON") {
    Overview overview = test::example_overview();
    overview.top[0].id = "a\xFF";
    CHECK(made(test::example_summary(), overview)["top"][0]["customer_id"] == "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace rfm::output
