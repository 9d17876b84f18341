#include "orders/header_table.h"

#include <map>
#include <set>
#include <sstream>

#include "support/catch.h"
#include "support/files.h"

namespace rfm::orders {
namespace {

// The table, read here by hand: its headers hold no quotes or commas.
struct Line {
    int number;
    std::vector<std::string> fields;
};

std::vector<Line> lines_of_table() {
    std::istringstream in(test::read_file(test::project_file("data/headers.csv")));
    std::vector<Line> lines;
    std::string text;
    for (int number = 1; std::getline(in, text); ++number) {
        Line line{number, {""}};
        for (const char c : text) {
            if (c == ',') {
                line.fields.emplace_back();
            } else {
                line.fields.back().push_back(c);
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

TEST_CASE("every line of the table is well formed and says something new") {
    const std::vector<Line> lines = lines_of_table();
    REQUIRE(lines.size() > 1000);
    CHECK(lines[0].fields == std::vector<std::string>{"role", "rank", "header", "with"});
    const std::set<std::string> roles = {"customer", "date", "amount", "order_id", "status", "currency", "refund"};
    std::map<std::string, int> seen;
    std::map<std::string, int> per_role;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const Line& line = lines[i];
        INFO("headers.csv:" << line.number);
        REQUIRE(line.fields.size() == 4);
        CHECK(roles.contains(line.fields[0]));
        REQUIRE(line.fields[1].find_first_not_of("0123456789") == std::string::npos);
        const int rank = std::stoi(line.fields[1]);
        CHECK((rank >= 1 && rank <= 99));
        // A blank name would fit every column without a name.
        CHECK_FALSE(normalized_name(line.fields[2]).empty());
        CHECK(line.fields[2].find('"') == std::string::npos);
        const auto [first, fresh] = seen.try_emplace(
            line.fields[0] + "," + normalized_name(line.fields[2]) + "," + normalized_name(line.fields[3]),
            line.number);
        if (!fresh) FAIL_CHECK("says the same as line " << first->second);
        ++per_role[line.fields[0]];
    }
    for (const std::string& role : roles) CHECK(per_role[role] >= 15);
}

// One word for a header in two roles would make the outcome depend on which is looked for first.
TEST_CASE("a header that stands in two roles has `with` in one of them, or is the last resort of one") {
    std::map<std::string, std::set<std::string>> roles_of;
    for (const Line& line : lines_of_table()) {
        if (line.number == 1 || !line.fields[3].empty()) continue;
        roles_of[normalized_name(line.fields[2])].insert(line.fields[0]);
    }
    for (const auto& [name, roles] : roles_of) {
        INFO(name);
        CHECK(roles.size() == 1);
    }
}

TEST_CASE("names are compared without case, white space, _ and -") {
    CHECK(normalized_name("Customer_ID") == "customerid");
    CHECK(normalized_name(" customer-id ") == "customerid");
    CHECK(normalized_name("CUSTOMER\tID\r") == "customerid");
    CHECK(normalized_name("Customer\xC2\xA0ID\xE3\x80\x80") == "customerid");
    CHECK(normalized_name("用户 ID") == "用户id");
    CHECK(normalized_name("État") == "État");
    CHECK(normalized_name("_ -") == "");
    CHECK(normalized_name("a.b(c)") == "a.b(c)");
}

TEST_CASE("the lowest rank is preferred, equal ranks are all given") {
    const HeaderTable& table = HeaderTable::built_in();
    const auto preferred = [&](Role role, std::vector<std::string> names, std::vector<bool> taken = {}) {
        for (std::string& name : names) name = normalized_name(name);
        taken.resize(names.size(), false);
        return table.preferred(role, names, taken);
    };
    using Columns = std::vector<std::size_t>;
    CHECK(preferred(Role::customer, {"x", "y"}).empty());
    CHECK(preferred(Role::customer, {}).empty());
    CHECK(preferred(Role::customer, {"Customer Name", "Customer ID"}) == Columns{1});
    CHECK(preferred(Role::date, {"Ship Date", "Order Date"}) == Columns{1});
    CHECK(preferred(Role::amount, {"Subtotal", "Total"}) == Columns{1});
    CHECK(preferred(Role::customer, {"User ID", "x", "Customer ID"}) == Columns{0, 2});
    CHECK(preferred(Role::customer, {"Customer ID", "customer_id"}) == Columns{0, 1});
    // What is taken is not offered, and still counts as a companion.
    CHECK(preferred(Role::customer, {"Customer ID", "Customer Name"}, {true}) == Columns{1});
    CHECK(preferred(Role::order_id, {"Name"}).empty());
    CHECK(preferred(Role::order_id, {"Name", "Lineitem name"}) == Columns{0});
    CHECK(preferred(Role::order_id, {"Name", "Lineitem name"}, {false, true}) == Columns{0});
    // Names without letters never fit.
    CHECK(preferred(Role::customer, {"", "-", "_"}).empty());
}

TEST_CASE("roles are called as their flags") {
    CHECK(role_name(Role::customer) == "customer");
    CHECK(role_name(Role::date) == "date");
    CHECK(role_name(Role::amount) == "amount");
    CHECK(role_name(Role::order_id) == "order-id");
    CHECK(role_name(Role::status) == "status");
}

}  // namespace
}  // namespace rfm::orders
