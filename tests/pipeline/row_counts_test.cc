// Every record read is counted in one place: used, left out for a reason, or rejected.
#include <string>

#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

TEST_CASE("counts: each kind of row") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv",
                                "customer,order id,date,amount,status\n"
                                "a,1,2025-01-10,10.00,paid\n"
                                "a,1,2025-01-10,5.00,paid\n"   // the same order
                                "a,,2025-01-11,1.00,paid\n"    // an order of its own
                                "a,,2025-01-11,1.00,paid\n"    // and another
                                "a,2,2025-01-12,-3.00,paid\n"  // a refund: no order, no date
                                "b,1,2025-01-01,0,paid\n"      // since: included; zero: a purchase
                                "b,3,2024-12-31,7,paid\n"      // before since
                                "b,4,2025-01-31,2.5,paid\n"    // as-of: included
                                "b,5,2025-02-01,7,paid\n"      // after as-of
                                ",6,2025-01-05,9,paid\n"       // guest
                                " \t,6,soon,?,paid\n"          // guest, whatever else stands there
                                "c,7,2025-01-05,-9,paid\n"     // refunds only
                                "d,8,2025-01-05,9,test\n"      // filtered
                                "e,9,2025-02-30,9,paid\n"      // bad date
                                "e,9,2025-01-03,x,paid\n"      // bad amount
                                "e,9\n"                        // too few fields
                                "\n"                           // blank: no record
                                ",,,,\n"                       // as good as blank
                                )};
    plan.as_of = parse_iso_day("2025-01-31");
    plan.since = parse_iso_day("2025-01-01");
    plan.filters = {{true, "status", {"paid"}}};
    plan.rejects_path = folder.file("rejects.csv");
    const ScoredCustomers customers = score(plan);
    const RowCounts& rows = customers.summary().rows;
    CHECK(rows.used == 8);
    CHECK(rows.refunds == 2);
    CHECK(rows.zero_amounts == 1);
    CHECK(rows.without_order_id == 2);
    CHECK(rows.before_since == 1);
    CHECK(rows.after_as_of == 1);
    CHECK(rows.guest == 2);
    CHECK(rows.rejected == 3);
    CHECK(rows.read == rows.used + rows.filtered + rows.guest + rows.after_as_of + rows.before_since + rows.rejected);
    CHECK(customers.summary().customers == 2);
    CHECK(customers.summary().customers_refund_only == 1);
    CHECK(customers.summary().orders == 5);
    CHECK(customers.summary().monetary_total == "16.50");
    REQUIRE(customers.size() == 2);
    const CustomerRow a = customers.row(0);
    CHECK(a.frequency == 3);
    CHECK(a.monetary_scaled == 14 * amount_unit);
    CHECK(format_day(a.first_order_day) == "2025-01-10");
    CHECK(format_day(a.last_order_day) == "2025-01-11");
    CHECK(a.recency_days == 20);
    const CustomerRow b = customers.row(1);
    CHECK(b.recency_days == 0);
    CHECK(b.frequency == 2);
}

// A guest's purchase is a purchase in the input: the default as-of date is the day after it.
TEST_CASE("counts: the default as-of date is the day after the latest purchase, also a guest's") {
    const TemporaryFolder folder;
    const std::string begin = "customer,date,amount\na,2025-01-10,10\n";
    const auto as_of = [&](const std::string& more) {
        Plan plan;
        plan.inputs = {folder.write("orders.csv", begin + more)};
        return format_day(score(plan).summary().as_of);
    };
    CHECK(as_of("") == "2025-01-11");
    CHECK(as_of(",2025-01-20,10\n") == "2025-01-21");
    CHECK(as_of(",2025-01-20,-10\n") == "2025-01-11");   // a guest's refund
    CHECK(as_of("b,2025-01-20,-10\n") == "2025-01-11");  // a refund
    CHECK(as_of("b,2025-01-20,0\n") == "2025-01-21");    // a free order
}

TEST_CASE("counts: refunds as orders count and move dates") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {
        folder.write("orders.csv", "customer,date,amount\na,2025-01-10,10\na,2025-01-20,-4\nb,2025-01-02,-4\n")};
    plan.refunds = RefundRule::as_orders;
    const ScoredCustomers customers = score(plan);
    REQUIRE(customers.size() == 2);
    CHECK(customers.row(0).frequency == 2);
    CHECK(format_day(customers.row(0).last_order_day) == "2025-01-20");
    CHECK(customers.row(1).monetary_scaled == -4 * amount_unit);
    CHECK(customers.summary().rows.refunds == 2);
    CHECK(customers.summary().customers_refund_only == 0);
}

TEST_CASE("counts: made orders, the sum of the parts is what was read") {
    const TemporaryFolder folder;
    GeneratedOrders wanted;
    const std::string path = folder.write("orders.csv", orders_text(generate_orders(wanted)));
    for (const unsigned threads : {1U, 2U, 5U}) {
        Plan plan;
        plan.inputs = {path};
        plan.as_of = parse_iso_day("2024-02-28");
        plan.since = parse_iso_day("2024-02-05");
        plan.chunk_size = 10'000;
        plan.threads = threads;
        const RowCounts rows = score(plan).summary().rows;
        CHECK(rows.read == 5000);
        CHECK(rows.used + rows.guest + rows.after_as_of + rows.before_since == 5000);
    }
}

}  // namespace
}  // namespace rfm::test
