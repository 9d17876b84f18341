// What memory has no room for goes to files, and nothing of it shows in the answer.
#include <functional>
#include <string>
#include <vector>

#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"
#include "support/nasty_orders.h"

namespace rfm::test {
namespace {

// Every partition is spilled as soon as it has a row; after some; or, with no limit, none is.
constexpr std::uint64_t limits[] = {1, (std::uint64_t{20} << 20) + 40'000, (std::uint64_t{20} << 20) + 300'000};

void check_same_answer(Plan plan) {
    plan.threads = 1;
    plan.memory_limit = 0;
    const std::string wanted = whole_answer(plan);
    REQUIRE(wanted.find('\n') != std::string::npos);
    for (const std::uint64_t limit : limits) {
        for (const unsigned threads : {1U, 2U, 3U}) {
            CAPTURE(limit, threads);
            plan.memory_limit = limit;
            plan.threads = threads;
            REQUIRE((whole_answer(plan) == wanted));
        }
    }
}

std::string made_orders(int rows, int customers, bool long_ids) {
    GeneratedOrders wanted;
    wanted.rows = rows;
    wanted.customers = customers;
    wanted.long_ids = long_ids;
    return orders_text(generate_orders(wanted));
}

TEST_CASE("memory limit: every method and order of rows gives the same bytes") {
    const TemporaryFolder folder;
    for (const bool long_ids : {false, true}) {
        Plan plan;
        plan.inputs = {folder.write("orders.csv", made_orders(6000, 1500, long_ids))};
        for (const Method method : {Method::quintile, Method::ntile, Method::r_rfm}) {
            plan.method = method;
            check_same_answer(plan);
        }
        plan.method = Method::ntile;
        for (const Column column : {Column::customer_id, Column::monetary, Column::frequency, Column::recency_days,
                                    Column::last_order_date, Column::rfm_score, Column::segment}) {
            plan.sort = column;
            for (const bool descending : {false, true}) {
                plan.sort_descending = descending;
                check_same_answer(plan);
            }
        }
    }
}

TEST_CASE("memory limit: rows without order ids, without amounts, and dates decided late") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv", made_orders(4000, 900, false))};
    plan.no_monetary = true;
    check_same_answer(plan);

    NastyOrders nasty;
    nasty.size = 60'000;
    nasty.dates = NastyDates::decided_late;
    plan = Plan();
    plan.inputs = {folder.write("nasty.csv", nasty_orders(nasty))};
    plan.rejects_path = folder.file("rejects.csv");
    check_same_answer(plan);
}

TEST_CASE("memory limit: totals and counts beyond what a record holds come back from the file") {
    const TemporaryFolder folder;
    std::string text = "customer,date,amount\n";
    // On the way the sum leaves 64 bits, in the end it does not.
    for (int i = 0; i < 300; ++i)
        text += "large,2025-01-01,9000000000000.00\nother" + std::to_string(i) + ",2025-01-02,3\n";
    for (int i = 0; i < 300; ++i) text += "large,2025-01-03,-9000000000000.00\n";
    Plan plan;
    plan.inputs = {folder.write("orders.csv", text)};
    check_same_answer(plan);
    CHECK(whole_answer(plan).find("large,2025-01-01,2,300,0.00") != std::string::npos);

    plan.inputs = {
        folder.write("too-large.csv", text + "large,2025-01-03,9000000000000\nlarge,2025-01-03,9000000000000\n")};
    plan.memory_limit = 1;
    CHECK(whole_answer(plan).find("customer 'large': the amounts add up to 18000000000000.00") != std::string::npos);
}

TEST_CASE("memory limit: rows can be looked at one by one, in any order") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv", made_orders(9000, 4000, true))};
    const ScoredCustomers wanted = score(plan);
    plan.memory_limit = 1;
    const ScoredCustomers scored = score(plan);
    REQUIRE(scored.size() == wanted.size());
    REQUIRE(scored.size() > 2048);  // several blocks
    for (std::size_t i = scored.size(); i-- > 0;) {
        const CustomerRow a = scored.row(i);
        const CustomerRow b = wanted.row(i);
        REQUIRE(a.id == b.id);
        REQUIRE(a.first_order_day == b.first_order_day);
        REQUIRE(a.last_order_day == b.last_order_day);
        REQUIRE(a.frequency == b.frequency);
        REQUIRE(a.monetary_scaled == b.monetary_scaled);
        REQUIRE(a.segment == b.segment);
    }
}

TEST_CASE("memory limit: where nobody has a purchase, the message is the same") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv", "customer,date,amount\na,2025-01-01,-1\n")};
    const std::string words = whole_answer(plan);
    plan.memory_limit = 1;
    CHECK(whole_answer(plan) == words);
    CHECK(words.find("no customer has a purchase") != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
