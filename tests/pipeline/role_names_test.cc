#include "pipeline/role_names.h"

#include "support/catch.h"

namespace rfm::pipeline {
namespace {

using Names = std::vector<std::string>;

orders::ColumnMap columns(std::uint32_t customer, std::uint32_t date, std::optional<std::uint32_t> amount = {}) {
    orders::ColumnMap map;
    map.customer = customer;
    map.date = date;
    map.amount = amount;
    return map;
}

TEST_CASE("role names: other places and spellings are the same column, other names are not") {
    RoleNames names;
    CHECK_FALSE(names.compare("none.csv", {}, columns(0, 1)));
    CHECK_FALSE(names.compare("a.csv", {"Customer ID", "Date", "Sum"}, columns(0, 1, 2)));
    CHECK_FALSE(names.compare("b.csv", {"sum", "date", "customer_id"}, columns(2, 1, 0)));
    CHECK_FALSE(names.compare("c.csv", {"date", "customer-id"}, columns(1, 0)));
    CHECK_FALSE(names.compare("d.csv", {}, columns(0, 1)));
    CHECK(names.compare("e.csv", {"Date", "Email", "Total"}, columns(1, 0, 2)) ==
          "e.csv: other columns than in a.csv: the customer is 'Email' here and 'Customer ID' there, the amount is "
          "'Total' here and 'Sum' there; if they do not hold the same, choose with --customer, --amount");
}

TEST_CASE("role names: an amount of two columns is one name") {
    RoleNames names;
    orders::ColumnMap product = columns(0, 1, 2);
    product.amount_factor = 3;
    CHECK_FALSE(names.compare("a.csv", {"c", "d", "n", "p"}, product));
    CHECK_FALSE(names.compare("b.csv", {"c", "d", "n", "p"}, product));
    CHECK(names.compare("c.csv", {"c", "d", "n", "p"}, columns(0, 1, 2))->find("'n' here and 'n*p' there") !=
          std::string::npos);
}

}  // namespace
}  // namespace rfm::pipeline
