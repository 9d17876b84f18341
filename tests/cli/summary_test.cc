// --summary: the counts of a run as JSON.
#include <string>

#include <nlohmann/json.hpp>

#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"
#include "support/program.h"

namespace rfm::test {
namespace {

nlohmann::json summary_of(std::vector<std::string> flags, std::string_view input = {}) {
    const TemporaryFolder folder;
    flags.insert(flags.begin(), {"score", "--summary", folder.file("summary.json"), "--quiet"});
    const Ran ran = rfm(flags, input);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    return nlohmann::json::parse(read_file(folder.file("summary.json")));
}

// Whatever is asked for, no row is counted twice or not at all.
void check_sum(const nlohmann::json& summary, std::uint64_t read) {
    const auto& rows = summary["rows"];
    CHECK(rows["read"] == read);
    std::uint64_t parts = 0;
    for (const char* part : {"used", "filtered", "guest", "after_as_of", "before_since", "further_lines", "duplicates",
                             "other_currency", "repeated_headers", "rejected"}) {
        parts += rows[part].get<std::uint64_t>();
    }
    CHECK(parts == read);
    std::uint64_t customers = 0;
    for (const auto& segment : summary["segments"]) customers += segment["customers"].get<std::uint64_t>();
    if (!summary["segments"].empty()) CHECK(summary["customers"] == customers);
}

TEST_CASE("summary: rows read are the sum of their parts, whatever is asked for") {
    const std::string orders = project_file("data/orders.csv");
    const TemporaryFolder folder;
    check_sum(summary_of({orders}), 2104);
    check_sum(summary_of({orders, "--drop", "status=cancelled"}), 2104);
    check_sum(summary_of({orders, "--as-of", "2025-01-01", "--since", "2024-01-01"}), 2104);
    check_sum(summary_of({orders, "--method", "ntile", "--bins", "4"}), 2104);
    check_sum(summary_of({orders, "--no-monetary"}), 2104);
    check_sum(summary_of({"--rejects", folder.file("rejects.csv"), orders, "-"},
                         "customer,date,amount\na,2025-01-02,1\na,2025-01-02,x\na\n\n,2025-01-02,1\n"),
              2108);
}

TEST_CASE("summary: the members, exactly") {
    const auto summary = summary_of({"--labels", "zh", "-"},
                                    "customer,date,amount\na,2025-01-02,3.50\nb,2025-01-03,2.25\nc,2025-01-03,-1\n");
    const auto expected = nlohmann::json::parse(R"json({
        "as_of": "2025-01-04", "as_of_reason": "the day after the latest purchase",
        "date_form": "year first (2025-01-31)", "decimal_form": "point (from '3.50')", "currency": "",
        "orders_differing": 0, "method": "quintile", "bins": 5,
        "cuts": {"recency_days": [0, 0, 1, 1], "frequency": [1, 1, 1, 1], "monetary": ["2.25", "2.25", "3.5", "3.5"]},
        "map": "value", "customers": 2, "customers_refund_only": 1, "orders": 2, "monetary_total": "5.75",
        "segments": [{"segment": "高价值客户", "customers": 0, "monetary": "0.00"},
                     {"segment": "潜力客户", "customers": 0, "monetary": "0.00"},
                     {"segment": "流失风险客户", "customers": 1, "monetary": "3.50"},
                     {"segment": "沉睡客户", "customers": 1, "monetary": "2.25"}],
        "rows": {"read": 3, "used": 3, "filtered": 0, "guest": 0, "after_as_of": 0, "before_since": 0, "further_lines": 0,
                 "duplicates": 0, "other_currency": 0, "repeated_headers": 0, "rejected": 0,
                 "refunds": 1, "zero_amounts": 0, "without_order_id": 0},
        "inputs": [{"name": "standard input", "dialect": "comma, header, LF, UTF-8",
                    "columns": ["customer: column 1 'customer' (found)", "date: column 2 'date' (found)",
                                "amount: column 3 'amount' (found)"]}],
        "warnings": []
})json");
    // Member by member, so that a new member is no failure.
    for (const auto& [name, value] : expected.items()) {
        INFO(name);
        CHECK(summary[name] == value);
    }
}

TEST_CASE("summary: warnings and rejects are in it, also when the run is quiet") {
    const TemporaryFolder folder;
    const auto summary = summary_of({"--keep", "customer=a,z", "--rejects", folder.file("r.csv")},
                                    "customer,date,amount\na,2025-01-02,3.50\na,soon,3.50\n");
    REQUIRE(summary["warnings"].size() == 2);
    CHECK(summary["warnings"][0] == "--keep customer: no row has 'z' there");
    CHECK(summary["warnings"][1].get<std::string>().starts_with("1 bad row: 1 with an unreadable date"));
    CHECK(summary["rows"]["rejected"] == 1);
}

TEST_CASE("summary: bytes that are no UTF-8 do not break the JSON") {
    const auto summary = summary_of({"--keep", "customer=\xE9,a"}, "customer,date,amount\na,2025-01-02,3.50\n");
    CHECK(summary["customers"] == 1);
}

TEST_CASE("summary: to standard output when the scores go to a file") {
    const TemporaryFolder folder;
    const std::string orders = "customer,date,amount\na,2025-01-02,3.50\n";
    const Ran ran = rfm({"score", "-o", folder.file("scores.csv"), "--summary", "-"}, orders);
    CHECK(ran.status == 0);
    CHECK(nlohmann::json::parse(ran.out)["customers"] == 1);
    const Ran both = rfm({"score", "--summary", "-"}, orders);
    CHECK(both.status == 64);
    CHECK(both.out == "");
    CHECK(rfm({"score", "-o", folder.file("x"), "--summary", folder.file("x")}, orders).status == 64);
}

}  // namespace
}  // namespace rfm::test
