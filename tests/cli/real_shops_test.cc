// Chinook, Shopify, Amazon, Tmall and the unit tables of lifetimes: small files with habits of their own.
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/published_scores.h"

namespace rfm::test {
namespace {

TEST_CASE("chinook: heavy ties, in both layouts") {
    const std::string plain = shared_file("chinook/invoices.csv");
    const std::string wide = shared_file("chinook/invoices_with_customers.csv");
    if (plain.empty() || wide.empty()) return;
    const std::string out = scored({plain, "--as-of", "2025-12-23", "--method", "r-rfm"});
    CHECK(check_published(out, shared_file("chinook/expected_rfm.csv")) == 59);
    CHECK(total_amount(out, 2) == 232'860);
    CHECK(scored({wide, "--as-of", "2025-12-23", "--method", "r-rfm"}) == out);
}

// Cents of a JSON number that has at most two decimals.
long long cents(const nlohmann::json& number) {
    return rounded(number.dump(), 2);
}

// The expected files hold each order after refunds, which stand in a column of their own that is not read here: gross
// is net and that column together.
void check_shopify(const std::string& name, std::size_t customers, std::size_t rows, std::size_t guests) {
    const std::string orders = shared_file("shopify-ltvkit/" + name + ".csv");
    const std::string expected = shared_file("shopify-ltvkit/" + name + ".expected.json");
    if (orders.empty() || expected.empty()) return;
    struct Customer {
        std::string last;
        long orders = 0;
        long long gross = 0;
    };
    std::map<std::string, long long> refunded;
    const CsvTable lines(read_file(orders));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines.field(i, "Created at").empty()) continue;
        refunded[lines.field(i, "Name")] = rounded(lines.field(i, "Refunded Amount"), 2);
    }
    std::map<std::string, Customer> expect;
    const auto json = nlohmann::json::parse(read_file(expected));
    for (const auto& order : json["orders"]) {
        Customer& customer = expect[order["customer"]];
        char date[40];
        std::snprintf(date, sizeof date, "%04d-%02d-%02d", order["y"].get<int>(), order["m"].get<int>(),
                      order["day"].get<int>());
        customer.last = std::max(customer.last, std::string(date));
        ++customer.orders;
        customer.gross += cents(order["net"]) + refunded.at(order["id"]);
    }
    REQUIRE(expect.size() == customers);

    const TemporaryFolder folder;
    const CsvTable ours(scored({orders, "--quiet", "--summary", folder.file("summary.json")}));
    REQUIRE(ours.size() == customers);
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const Customer& customer = expect.at(ours.field(i, "customer_id"));
        CHECK(ours.field(i, "last_order_date") == customer.last);
        CHECK(std::stol(ours.field(i, "frequency")) == customer.orders);
        CHECK(rounded(ours.field(i, "monetary"), 2) == customer.gross);
    }
    const auto counts = nlohmann::json::parse(read_file(folder.file("summary.json")))["rows"];
    CHECK(counts["read"] == rows);
    CHECK(counts["guest"] == guests);
    CHECK(counts["used"].get<std::size_t>() + counts["further_lines"].get<std::size_t>() == rows - guests);
}

TEST_CASE("shopify: lines below an order's first have no customer, totals before refunds") {
    check_shopify("fixture_shopify_orders", 4, 9, 1);
    check_shopify("shopify_orders_sample", 57, 249, 5);
}

TEST_CASE("tmall: no column says who bought, so the run stops and lists what there is") {
    const std::string report = shared_file("tmall/tmall_order_report.csv");
    if (report.empty()) return;
    const Ran ran = rfm({"score", report});
    CHECK(ran.status == 65);
    CHECK(ran.out == "");
    CHECK(ran.err == "rfm: " + report +
                         ": no column is known to be the customer; say which it is with --customer\n"
                         "  it has: 1 '订单编号', 2 '总金额', 3 '买家实际支付金额', 4 '收货地址 ', 5 '订单创建时间', "
                         "6 '订单付款时间 ', 7 '退款金额'\n");
}

TEST_CASE("tmall: headers with blanks behind them can be named without") {
    const std::string report = shared_file("tmall/tmall_order_report.csv");
    if (report.empty()) return;
    const Ran ran = rfm({"score", report, "--customer", "收货地址", "--amount", "总金额", "--verbose"});
    CHECK(ran.status == 0);
    CHECK(ran.err.find("28,010 rows read, 28,010 used") != std::string::npos);
}

TEST_CASE("amazon: a tab-separated report, every column found") {
    const std::string report = shared_file("shop-headers/amazon_order_report.tsv");
    if (report.empty()) return;
    CHECK(scored({report}) ==
          "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n"
          "example2@example.net,2009-01-01,1,1,2.58,1,1,4,114,at-risk\n"
          "example3@example.net,2009-01-01,1,1,1.29,1,1,1,111,sleeping\n"
          "example@example.net,2009-01-01,1,1,1.29,1,1,1,111,sleeping\n");
}

TEST_CASE("lifetimes: a bare id may be an order, so the customer has to be named") {
    const std::string transactions = shared_file("lifetimes-units/transactions.csv");
    const std::string small = shared_file("lifetimes-units/transactions_small.csv");
    const std::string pymc = shared_file("lifetimes-units/pymc_transactions.csv");
    if (transactions.empty() || small.empty() || pymc.empty()) return;
    CHECK(rfm({"score", transactions}).status == 65);
    const std::string header =
        "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n";
    CHECK(scored({transactions, "--customer", "id"}) == header +
                                                            "1,2015-02-06,1,2,3,5,2,1,521,potential\n"
                                                            "2,2015-01-01,37,1,2,1,1,1,111,sleeping\n"
                                                            "3,2015-01-05,33,3,9,1,3,3,133,at-risk\n"
                                                            "4,2015-02-05,2,3,12,4,3,4,434,potential\n"
                                                            "5,2015-01-18,20,3,12,2,3,4,234,at-risk\n"
                                                            "6,2015-02-02,5,1,5,3,1,2,312,sleeping\n");
    CHECK(scored({small, "--customer", "id", "--no-monetary"}).starts_with(header));
    CHECK(scored({pymc, "--customer", "identifier"}).find("\n4,2015-02-05,2,4,18,") != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
