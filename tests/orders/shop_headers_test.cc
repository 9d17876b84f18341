// The header rows of real shop systems, as they were found.
#include <fstream>
#include <map>

#include <rfm/error.h>

#include "orders/column_map.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::orders {
namespace {

struct Expected {
    std::string customer, date, amount, order_id, status;
};

const std::map<std::string, Expected> expected_columns = {
    {"Shopify orders (2026 crate)", {"Email", "Created at", "Total", "Name", "Financial Status"}},
    {"WooCommerce", {"customer_id", "order_date", "order_total", "order_id", "order_status"}},
    {"BigCommerce", {"Email Address", "Order Date", "Order Total", "Order ID", "Order Status"}},
    {"Stripe charges (old)", {"Customer ID", "Created (UTC)", "Amount", "id", "Status"}},
    {"PayPal", {"From Email Address", "Date", "Gross", "Transaction ID", "Status"}},
    {"Taobao/Tmall 订单报表 (GBK in the wild)",
     {"买家会员名", "订单创建时间", "买家实际支付金额", "订单编号", "订单状态"}},
    {"zh teaching fixture", {"用户ID", "订单日期", "订单金额", "", ""}},
    {"de generic", {"Kundenemail", "Datum", "Gesamtbetrag", "Bestellnummer", "Status"}},
};
// A list of customers, not of orders.
const std::string no_orders = "Shopify customers";

std::vector<std::string> cut(const std::string& row) {
    const char delimiter = row.find(';') != std::string::npos ? ';' : ',';
    std::vector<std::string> names(1);
    for (const char c : row) {
        if (c == delimiter) {
            names.emplace_back();
        } else {
            names.back().push_back(c);
        }
    }
    return names;
}

TEST_CASE("the columns of each shop system's export are found") {
    const std::string path = test::shared_file("shop-headers/header_rows.txt");
    if (path.empty()) return;
    std::ifstream in(path);
    std::string line;
    std::size_t checked = 0;
    while (std::getline(in, line)) {
        if (line.empty() || line[0] == '#') continue;
        const std::size_t tab = line.find('\t');
        REQUIRE(tab != std::string::npos);
        const std::string platform = line.substr(0, tab);
        const std::vector<std::string> header = cut(line.substr(tab + 1));
        INFO(platform);
        ++checked;
        if (platform == no_orders) {
            CHECK_THROWS_WITH(map_columns(header, header.size(), {}, "f.csv"),
                              Catch::StartsWith("f.csv: no columns are known to be the date and the amount"));
            continue;
        }
        REQUIRE(expected_columns.contains(platform));
        const Expected& expected = expected_columns.at(platform);
        const ColumnMap map = map_columns(header, header.size(), {}, "f.csv");
        const auto name = [&](std::optional<std::uint32_t> column) { return column ? header[*column] : ""; };
        CHECK(name(map.customer) == expected.customer);
        CHECK(name(map.date) == expected.date);
        CHECK(name(map.amount) == expected.amount);
        CHECK(name(map.order_id) == expected.order_id);
        CHECK(name(map.status) == expected.status);
    }
    CHECK(checked == expected_columns.size() + 1);
}

}  // namespace
}  // namespace rfm::orders
