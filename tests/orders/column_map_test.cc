#include "orders/column_map.h"

#include <rfm/error.h>

#include "support/catch.h"

namespace rfm::orders {
namespace {

using Header = std::vector<std::string>;

ColumnMap map(const Header& header, const Plan& plan = {}) {
    return map_columns(header, header.size(), plan, "f.csv");
}

std::string refusal(const Header& header, const Plan& plan = {}, std::size_t fields = 0) {
    try {
        map_columns(header, header.empty() ? fields : header.size(), plan, "f.csv");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::data);
        return error.what();
    }
    return "accepted";
}

const Header plain = {"Order ID", "Customer ID", "Order Date", "Total", "Status"};

TEST_CASE("well-known headers are found, and said to be found") {
    const ColumnMap found = map(plain);
    CHECK(found.customer == 1);
    CHECK(found.date == 2);
    CHECK(found.amount == 3U);
    CHECK_FALSE(found.amount_factor);
    CHECK(found.order_id == 0U);
    CHECK(found.status == 4U);
    CHECK(found.words ==
          std::vector<std::string>{"customer: column 2 'Customer ID' (found)", "date: column 3 'Order Date' (found)",
                                   "amount: column 4 'Total' (found)", "order-id: column 1 'Order ID' (found)",
                                   "status: column 5 'Status' (found)"});
}

TEST_CASE("an id is preferred over a name, the order's date over the shipping's, the total over the subtotal") {
    const ColumnMap found =
        map({"Customer Name", "Ship Date", "Subtotal", "Customer ID", "Order Date", "Total", "Customer E-Mail"});
    CHECK(found.customer == 3);
    CHECK(found.date == 4);
    CHECK(found.amount == 5U);
    CHECK_FALSE(found.order_id);
    CHECK_FALSE(found.status);
}

TEST_CASE("two columns of equal standing are refused") {
    CHECK(refusal({"Customer ID", "User ID", "Order Date", "Total"}) ==
          "f.csv: more than one column could be the customer: 'Customer ID' and 'User ID'; choose with --customer "
          "\"Customer ID\"");
    CHECK(
        refusal({"user_id", "client_id", "Order Date", "Total"}) ==
        "f.csv: more than one column could be the customer: 'user_id' and 'client_id'; choose with --customer user_id");
    // Choosing by a name that stands there twice would be refused again, so a number is advised.
    CHECK(refusal({"x", "Customer ID", "customer_id", "Order Date", "Total"}) ==
          "f.csv: more than one column could be the customer: 'Customer ID' and 'customer_id'; choose with "
          "--customer 2");
    Plan plan;
    plan.customer = "User ID";
    CHECK(map({"Customer ID", "User ID", "Order Date", "Total"}, plan).customer == 1);
    plan.customer = "2";
    CHECK(map({"Customer ID", "customer_id", "Order Date", "Total"}, plan).customer == 1);
}

TEST_CASE("a missing column is refused with what there is and what to say") {
    CHECK(refusal({"a", "Order Date", "Total"}) ==
          "f.csv: no column is known to be the customer; say which it is with --customer\n"
          "  it has: 1 'a', 2 'Order Date', 3 'Total'");
    CHECK(refusal({"Customer ID", "b", "Total"}) ==
          "f.csv: no column is known to be the date; say which it is with --date\n"
          "  it has: 1 'Customer ID', 2 'b', 3 'Total'");
    CHECK(refusal({"Customer ID", "Order Date", "c"}) ==
          "f.csv: no column is known to be the amount; say which it is with --amount, or --no-monetary to score "
          "without amounts\n  it has: 1 'Customer ID', 2 'Order Date', 3 'c'");
    CHECK(refusal({"Customer ID", "Order Date", "Quantity", "UnitPrice"}) ==
          "f.csv: no column is known to be the amount; say which it is with --amount, as in --amount "
          "'Quantity*UnitPrice'\n  it has: 1 'Customer ID', 2 'Order Date', 3 'Quantity', 4 'UnitPrice'");
    CHECK_THAT(refusal({"用户ID", "订单日期", "数量", "单价"}), Catch::Contains("--amount '数量*单价'"));
    CHECK(refusal({}, {}, 3) ==
          "f.csv: no columns are known to be the customer, the date and the amount; say which they are with "
          "--customer, --date "
          "and --amount, or --no-monetary to score without amounts; its records have 3 fields and no header");
}

TEST_CASE("the list of what there is stays short and on one line") {
    Header header(100, "x");
    header[0] = "line\nbreak";
    header[1] = std::string(1000, 'y');
    const std::string text = refusal(header);
    CHECK_THAT(text, Catch::Contains("1 'line\\nbreak', 2 'yyy") && Catch::Contains("60 'x' and 40 more") &&
                         !Catch::Contains("61 'x'"));
    CHECK(text.size() < 1200);
}

TEST_CASE("without a monetary part no amount is looked for") {
    Plan plan;
    plan.no_monetary = true;
    CHECK_FALSE(map({"Customer ID", "Order Date", "Total"}, plan).amount);
    CHECK_FALSE(map({"Customer ID", "Order Date"}, plan).amount);
}

TEST_CASE("columns by name, without case, blanks, _ and -") {
    Plan plan;
    plan.customer = "who is it";
    plan.date = "WHEN-WAS-IT";
    plan.amount = "how_much";
    plan.order_id = "which";
    plan.status = "how";
    const ColumnMap found = map({"Which", "How Much", "When_was_it", "WhoIsIt", "How"}, plan);
    CHECK(found.customer == 3);
    CHECK(found.date == 2);
    CHECK(found.amount == 1U);
    CHECK(found.order_id == 0U);
    CHECK(found.status == 4U);
    CHECK(found.words[0] == "customer: column 4 'WhoIsIt'");
}

TEST_CASE("columns by number, from 1, a name that is a number goes first") {
    Plan plan;
    plan.customer = "2";
    plan.date = " 3 ";
    plan.amount = "1";
    const ColumnMap found = map({"a", "b", "c"}, plan);
    CHECK(found.customer == 1);
    CHECK(found.date == 2);
    CHECK(found.amount == 0U);
    CHECK(map({"a", "b", "c", "2"}, plan).customer == 3);
    const ColumnMap headless = map_columns({}, 3, plan, "f.csv");
    CHECK(headless.customer == 1);
    CHECK(headless.date == 2);
    CHECK(headless.words[0] == "customer: column 2");
    CHECK(column_label({}, 1) == "2");
    CHECK(column_label({"a", "b"}, 1) == "b");
}

TEST_CASE("names and numbers that the file does not have") {
    for (const std::string text : {"who", "0", "6", "-1", "+1", "1x", "4294967297", "99999999999999999999", "_", "-"}) {
        Plan plan;
        plan.customer = text;
        INFO(text);
        CHECK(refusal(plain, plan) == "f.csv: has no column '" + text +
                                          "' (from --customer)\n  it has: 1 'Order ID', 2 'Customer ID', 3 'Order "
                                          "Date', 4 'Total', 5 'Status'");
    }
    Plan plan;
    plan.customer = "1";
    plan.date = "4";
    CHECK(refusal({}, plan, 3) == "f.csv: has no column '4' (from --date); its records have 3 fields and no header");
    plan = {};
    plan.amount = "nothing";
    CHECK_THAT(refusal(plain, plan), Catch::StartsWith("f.csv: has no column 'nothing' (from --amount)"));
    plan.amount = "Quantity*Total";
    CHECK_THAT(refusal(plain, plan), Catch::StartsWith("f.csv: has no column 'Quantity' (from --amount)"));
    plan = {};
    plan.order_id = "nothing";
    CHECK_THAT(refusal(plain, plan), Catch::StartsWith("f.csv: has no column 'nothing' (from --order-id)"));
    plan = {};
    plan.filters = {{true, "nothing", {"x"}}};
    CHECK_THAT(refusal(plain, plan), Catch::StartsWith("f.csv: has no column 'nothing' (from --keep)"));
}

TEST_CASE("a name that stands there twice is refused") {
    Plan plan;
    plan.customer = "who";
    CHECK(refusal({"Who", "when", "who", "Total"}, plan) ==
          "f.csv: --customer 'who' fits more than one column, 1 and 3; give its number\n"
          "  it has: 1 'Who', 2 'when', 3 'who', 4 'Total'");
}

TEST_CASE("two columns multiplied") {
    const Header header = {"Customer ID", "Order Date", "Quantity", "Unit Price"};
    Plan plan;
    plan.amount = "quantity * unitprice";
    const ColumnMap found = map(header, plan);
    CHECK(found.amount == 2U);
    CHECK(found.amount_factor == 3U);
    CHECK(found.words[2] == "amount: column 3 'Quantity' times column 4 'Unit Price'");
    plan.amount = "3*4";
    CHECK(map(header, plan).amount_factor == 3U);
    // A header that holds the star itself goes first.
    plan.amount = "a*b";
    const ColumnMap starred = map({"Customer ID", "Order Date", "a", "b", "A*B"}, plan);
    CHECK(starred.amount == 4U);
    CHECK_FALSE(starred.amount_factor);
    // A forgotten half does not mean a column without a name.
    plan.amount = "Quantity*";
    CHECK_THAT(refusal({"Customer ID", "Order Date", "Quantity", ""}, plan),
               Catch::StartsWith("f.csv: has no column '' (from --amount)"));
}

TEST_CASE("a column plays one role: one that is asked for is not found for another") {
    Plan plan;
    plan.customer = "id";
    const ColumnMap found = map({"id", "Order Date", "Total"}, plan);
    CHECK(found.customer == 0);
    CHECK_FALSE(found.order_id);
    // Also for a role that is looked for before.
    plan = {};
    plan.order_id = "Customer ID";
    const ColumnMap other = map({"Customer ID", "Customer Name", "Order Date", "Total"}, plan);
    CHECK(other.customer == 1);
    CHECK(other.order_id == 0U);
    plan = {};
    plan.amount = "id*Total";
    CHECK_FALSE(map({"Customer ID", "Order Date", "Total", "id"}, plan).order_id);
    // Asked for twice is the user's word.
    plan = {};
    plan.customer = plan.order_id = "Order ID";
    CHECK(map(plain, plan).order_id == 0U);
}

TEST_CASE("filters by name, by number, and by the role of the status") {
    Plan plan;
    plan.filters = {{true, "status", {"paid", "sent"}}, {false, "Customer ID", {"test"}}, {false, "3", {""}}};
    const ColumnMap found = map({"Customer ID", "Order Date", "Total", "Financial Status"}, plan);
    CHECK(found.filters == std::vector<std::optional<std::uint32_t>>{3, 0, 2});
    CHECK(found.words.back() == "drop: column 3 'Total' = ''");
    CHECK(found.words[found.words.size() - 3] == "keep: column 4 'Financial Status' = 'paid', 'sent'");
    // A column of that very name goes before the role.
    plan.status = "Order State";
    plan.filters = {{true, "Status", {"paid"}}};
    CHECK(map({"Customer ID", "Order Date", "Total", "Order State", "Status"}, plan).filters[0] == 4);
    CHECK(map({"Customer ID", "Order Date", "Total", "Order State"}, plan).filters[0] == 3);
}

// Those of presets, which are written for every file of a kind.
TEST_CASE("an optional filter needs no column, any other does") {
    const std::vector<std::string> header = {"Customer ID", "Order Date", "Total"};
    Plan plan;
    plan.filters = {{false, "Order Status", {"void"}, true}, {false, "Total", {"0"}, true}};
    const ColumnMap found = map(header, plan);
    CHECK(found.filters == std::vector<std::optional<std::uint32_t>>{std::nullopt, 2});
    CHECK(found.words[found.words.size() - 2] == "drop: no column 'Order Status'");
    CHECK(found.words.back() == "drop: column 3 'Total' = '0'");
    plan.filters[0].optional = false;
    CHECK_THROWS_WITH(map(header, plan), Catch::Contains("has no column 'Order Status' (from --drop)"));
}

TEST_CASE("two status columns of equal standing stop only a run that filters by status") {
    const std::vector<std::string> header = {"Customer ID", "Order Date", "Total", "Order Status", "order_status"};
    Plan plan;
    CHECK_FALSE(map(header, plan).status);
    plan.filters = {{true, "status", {"paid"}}};
    CHECK_THROWS_WITH(map(header, plan), Catch::Contains("more than one column could be the status"));
    plan.status = "4";
    CHECK(map(header, plan).filters[0] == 3);
}

TEST_CASE("names with line ends, no-break spaces, byte-order marks and blanks around are known") {
    const ColumnMap found =
        map({"\xEF\xBB\xBF"
             "Customer ID  ",
             "", "Order\nDate",
             "Net\xC2\xA0"
             "amount",
             ""});
    CHECK(found.customer == 0);
    CHECK(found.date == 2);
    CHECK(found.amount == 3);
    CHECK(found.words[1] == "date: column 3 'Order\\nDate' (found)");
    Plan plan;
    plan.customer = "ORDER_date";
    CHECK(map({"Order \r\n Date", "date", "total"}, plan).customer == 0);
}

TEST_CASE("by name only, a number names no column") {
    Plan plan;
    plan.customer = "2";
    CHECK(map_columns({"who", "x", "date", "total"}, 4, plan, "f.csv").customer == 1);
    CHECK_THROWS_AS(map_columns({"who", "x", "date", "total"}, 4, plan, "f.csv", true), Error);
    CHECK(map_columns({"who", "2", "date", "total"}, 4, plan, "f.csv", true).customer == 1);
    plan.customer = "who";
    CHECK(map_columns({"x", "who", "date", "total"}, 4, plan, "f.csv", true).customer == 1);
}

}  // namespace
}  // namespace rfm::orders
