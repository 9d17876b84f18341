// The default method and ntile on made orders against SQLite, byte for byte.
#include <string>

#include "cli/sql_scores.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

void check_generated(const GeneratedOrders& wanted, const std::string& as_of) {
    const TemporaryFolder folder;
    SqlSource source;
    source.path = folder.write("orders.csv", orders_text(generate_orders(wanted)));
    source.columns = 5;
    source.customer = "c1";
    source.order_id = "c2";
    source.day = "c3";
    source.amount = "c4";
    source.as_of = as_of;
    for (const bool ntile : {false, true}) {
        source.ntile = ntile;
        std::vector<std::string> arguments = {"score", source.path, "--method", ntile ? "ntile" : "quintile"};
        if (!as_of.empty()) arguments.insert(arguments.end(), {"--as-of", as_of});
        const Ran ran = rfm(arguments);
        INFO(ran.err);
        REQUIRE(ran.status == 0);
        INFO("seed " << wanted.seed << ", as of " << as_of << (ntile ? ", ntile" : ""));
        check_same_text(ran.out, sql_scores(source));
    }
}

TEST_CASE("sql: made orders with heavy ties, refunds, guests and ids that need quotes") {
    if (!has_sqlite()) return;
    GeneratedOrders wanted;
    for (wanted.seed = 1; wanted.seed <= 4; ++wanted.seed) {
        check_generated(wanted, "");
        check_generated(wanted, "2024-02-20");
    }
}

TEST_CASE("sql: few customers, so that some scores go to nobody") {
    if (!has_sqlite()) return;
    GeneratedOrders wanted;
    for (const int customers : {2, 3, 4, 5, 6, 7, 11}) {
        wanted.customers = customers;
        wanted.rows = customers * 6;
        wanted.seed = static_cast<std::uint64_t>(customers);
        check_generated(wanted, "");
    }
}

TEST_CASE("sql: all equal, and all different") {
    if (!has_sqlite()) return;
    GeneratedOrders equal;
    equal.days = 1;
    equal.amounts = 2;
    check_generated(equal, "");
    GeneratedOrders different;
    different.days = 3000;
    different.amounts = 4000;
    different.rows = 2000;
    different.customers = 1500;
    check_generated(different, "");
}

}  // namespace
}  // namespace rfm::test
