// The default method on real orders against SQLite, byte for byte, segment included.
#include <string>

#include "cli/sql_scores.h"

namespace rfm::test {
namespace {

void check_against_sql(SqlSource source, const std::vector<std::string>& flags = {}) {
    if (source.path.empty() || !has_sqlite()) return;
    for (const bool ntile : {false, true}) {
        source.ntile = ntile;
        std::vector<std::string> arguments = {"score", source.path, "--method", ntile ? "ntile" : "quintile"};
        if (!source.as_of.empty()) arguments.insert(arguments.end(), {"--as-of", source.as_of});
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        const Ran ran = rfm(arguments);
        REQUIRE(ran.err == "");
        REQUIRE(ran.status == 0);
        INFO(source.path << (ntile ? " ntile" : ""));
        check_same_text(ran.out, sql_scores(source));
    }
}

TEST_CASE("sql: rfm-r") {
    SqlSource source;
    source.path = shared_file("rfm-r/rfm_data_orders.csv");
    source.columns = 3;
    source.customer = "c1";
    source.day = "c2";
    source.amount = "c3";
    source.decimals = 0;
    source.as_of = "2006-12-31";
    check_against_sql(source);
    source.as_of = "2006-06-30";  // rows after it are left out
    check_against_sql(source);
    source.as_of = "";
    check_against_sql(source);
}

TEST_CASE("sql: uci, with customers who have cancellations only") {
    SqlSource source;
    source.path = shared_file("uci-online-retail/orders_with_cancellations.csv");
    source.columns = 4;
    source.customer = "c1";
    source.order_id = "c2";
    source.day = "substr(c3, 1, 10)";
    source.amount = "c4";
    check_against_sql(source);
}

TEST_CASE("sql: uci, a month of raw lines with guests") {
    SqlSource source;
    source.path = shared_file("uci-online-retail/online_retail_2010-12.csv");
    source.columns = 8;
    source.customer = "c7";
    source.order_id = "c1";
    source.day = "substr(c5, 1, 10)";
    // Quantities are whole and prices have up to three decimals: the product of integers, written as text again.
    source.amount = "CASE WHEN c4 LIKE '-%' THEN '-' ELSE '' END || printf('%d.%03d', abs(CAST(c4 AS INTEGER)) * " +
                    sql_scaled("c6") + " / 1000000, abs(CAST(c4 AS INTEGER)) * " + sql_scaled("c6") + " / 1000 % 1000)";
    source.decimals = 2;
    check_against_sql(source, {"--amount", "Quantity*UnitPrice"});
}

TEST_CASE("sql: chinook, where everybody ties") {
    SqlSource source;
    source.path = shared_file("chinook/invoices.csv");
    source.columns = 5;
    source.customer = "c2";
    source.order_id = "c1";
    source.day = "substr(c3, 1, 10)";
    source.amount = "c5";
    source.as_of = "2025-12-23";
    check_against_sql(source);
}

TEST_CASE("sql: cdnow, one row an order and free ones among them") {
    SqlSource source;
    source.path = shared_file("cdnow/cdnowElog.csv");
    source.columns = 5;
    source.customer = "c1";
    source.day = "substr(c3, 1, 4) || '-' || substr(c3, 5, 2) || '-' || substr(c3, 7, 2)";
    source.amount = "c5";
    check_against_sql(source, {"--customer", "masterid", "--amount", "sales"});
}

TEST_CASE("sql: superstore-us, line items of orders with unpadded dates") {
    SqlSource source;
    source.path = shared_file("superstore-us/Sample - Superstore.csv");
    source.columns = 21;
    source.customer = "c6";
    source.order_id = "c2";
    const std::string rest = "substr(c3, instr(c3, '/') + 1)";  // 8/2018 of 11/8/2018
    source.day = "printf('%s-%02d-%02d', substr(" + rest + ", instr(" + rest +
                 ", '/') + 1), CAST(c3 AS INTEGER), CAST(" + rest + " AS INTEGER))";
    source.amount = "c18";
    source.decimals = 4;
    check_against_sql(source);
}

TEST_CASE("sql: superstore-zh, order ids shared between customers") {
    SqlSource source;
    source.path = shared_file("superstore-zh/superstore_zh_orders.utf8bom.csv");
    source.columns = 20;
    source.customer = "c6";
    source.order_id = "c2";
    source.day = "replace(c3, '/', '-')";
    source.amount = "c17";
    source.decimals = 3;
    check_against_sql(source);
}

}  // namespace
}  // namespace rfm::test
