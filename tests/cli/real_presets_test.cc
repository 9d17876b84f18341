// Real exports with one preset: what their publishers say comes out.
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/published_scores.h"

namespace rfm::test {
namespace {

// Customer by customer: orders, and the sum of what the expected file says each order was worth after refunds.
void check_shopify(const std::string& name, std::uint64_t further_lines) {
    const std::string orders = shared_file("shopify-ltvkit/" + name + ".csv");
    const std::string expected = shared_file("shopify-ltvkit/" + name + ".expected.json");
    if (orders.empty() || expected.empty()) return;
    struct Customer {
        long orders = 0;
        long long net = 0;
    };
    std::map<std::string, Customer> expect;
    const auto json = nlohmann::json::parse(read_file(expected));
    for (const auto& order : json["orders"]) {
        Customer& customer = expect[order["customer"]];
        ++customer.orders;
        customer.net += rounded(order["net"].dump(), 2);
    }
    const TemporaryFolder folder;
    const CsvTable ours(scored({orders, "--preset", "shopify", "--summary", folder.file("summary.json")}));
    REQUIRE(ours.size() == expect.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        INFO(ours.field(i, "customer_id"));
        const Customer& customer = expect.at(ours.field(i, "customer_id"));
        CHECK(std::stol(ours.field(i, "frequency")) == customer.orders);
        CHECK(rounded(ours.field(i, "monetary"), 2) == customer.net);
    }
    const auto summary = nlohmann::json::parse(read_file(folder.file("summary.json")));
    CHECK(summary["rows"]["further_lines"] == further_lines);
    CHECK(summary["currency"] == "USD");
    CHECK(summary["warnings"].empty());
}

TEST_CASE("presets: Shopify's orders, net of refunds") {
    check_shopify("fixture_shopify_orders", 1);
    check_shopify("shopify_orders_sample", 122);
}

TEST_CASE("presets: the whole of UCI Online Retail, packed") {
    const std::string packed = shared_file("uci-online-retail/online_retail.csv.xz");
    if (packed.empty()) return;
    const TemporaryFolder folder;
    const CsvTable ours(scored(
        {packed, "--preset", "uci-online-retail", "--summary", folder.file("summary.json"), "--as-of", "2011-12-10"}));
    const auto summary = nlohmann::json::parse(read_file(folder.file("summary.json")));
    CHECK(summary["rows"]["read"] == 541'909);
    CHECK(summary["rows"]["guest"] == 135'080);
    CHECK(summary["customers"].get<int>() + summary["customers_refund_only"].get<int>() == 4372);
    // 18,532 invoices that are no cancellations, and 4 of nothing but lines that cost nothing.
    CHECK(summary["orders"] == 18'536);
    const std::string known = shared_file("uci-online-retail/expected_rfm_with_cancellations.csv");
    REQUIRE_FALSE(known.empty());
    std::map<std::string, long long> amounts;
    const CsvTable theirs(read_file(known));
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        amounts[theirs.field(i, "customer_id")] = rounded(theirs.field(i, "amount"), 2);
    }
    REQUIRE(amounts.size() == 4372);
    for (std::size_t i = 0; i < ours.size(); ++i) {
        std::string id = ours.field(i, "customer_id");
        if (id.ends_with(".0")) id.resize(id.size() - 2);
        INFO(id);
        REQUIRE(amounts.contains(id));
        CHECK(rounded(ours.field(i, "monetary"), 2) == amounts[id]);
    }
}

}  // namespace
}  // namespace rfm::test
