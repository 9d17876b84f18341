// A history against a plain model: every period's scores by rfm::score with that as-of date, and what happened in the
// period from maps over the generated rows.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <rfm/history.h>

#include "base/decimal.h"
#include "customers/customer_oracle.h"
#include "pipeline/check_plan.h"
#include "pipeline/period_scores.h"
#include "pipeline/read_orders.h"
#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

using base::Int128;

struct Made {
    std::string customer, order;
    DayNumber day = 0;
    std::int64_t amount = 0;
};

// Ties, refunds, refund-only customers, guests, orders whose rows stand on several days; over 14 months with gaps.
std::vector<CsvRow> made_rows(std::uint64_t seed, int count) {
    std::vector<CsvRow> rows = generate_orders({seed, 120, count, 430, 12, true});
    const DayNumber gap = *parse_iso_day("2024-08-01");
    std::erase_if(rows, [&](const CsvRow& row) {
        const DayNumber day = *parse_iso_day(row[2]);
        return day >= gap && day < gap + 61;  // two months without a row
    });
    // Refunds before the first purchase and after the last.
    rows.push_back({"early", "", "2023-12-30", "-3.25", ""});
    rows.push_back({"late", "", "2025-04-20", "-8.5", ""});
    return rows;
}

std::vector<Made> made_of(const std::vector<CsvRow>& rows) {
    std::vector<Made> made;
    for (const CsvRow& row : rows) {
        if (!row[0].empty()) made.push_back({row[0], row[1], *parse_iso_day(row[2]), *base::parse_scaled(row[3])});
    }
    return made;
}

// n / d as text, by long division: no arithmetic of the program's.
std::string divided(Int128 n, Int128 d, int decimals) {
    const bool negative = n < 0;
    if (negative) n = -n;
    std::string digits = std::to_string(static_cast<long long>(n / d));
    Int128 rest = n % d;
    std::string behind;
    for (int i = 0; i < decimals; ++i) {
        rest *= 10;
        behind += static_cast<char>('0' + static_cast<int>(rest / d));
        rest %= d;
    }
    digits += behind;
    if (rest * 2 >= d) {
        std::size_t at = digits.size();
        while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
        if (at == 0) digits.insert(0, "1");
        if (at > 0) ++digits[at - 1];
    }
    digits.insert(digits.size() - static_cast<std::size_t>(decimals), ".");
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    return (negative && !zero ? "-" : "") + digits;
}

// What happened from one day to another, from all rows.
HistoryPeriod modelled(const std::vector<Made>& rows, DayNumber before, DayNumber first, DayNumber last,
                       bool as_orders) {
    std::map<std::string, DayNumber> first_purchases;
    std::map<std::string, int> orders_so_far;
    std::map<std::pair<std::string, std::string>, DayNumber> orders;
    std::set<std::string> active, active_before;
    Int128 revenue = 0;
    int new_orders = 0;
    int number = 0;
    for (const Made& row : rows) {
        ++number;
        if (row.day > last) continue;
        if (row.day >= first) revenue += row.amount;
        if (row.amount < 0 && !as_orders) continue;
        const auto [at, is_new] = first_purchases.try_emplace(row.customer, row.day);
        at->second = std::min(at->second, row.day);
        if (row.day >= first) active.insert(row.customer);
        if (row.day >= before && row.day < first) active_before.insert(row.customer);
        const std::string order = row.order.empty() ? fmt::format("row {}", number) : "order " + row.order;
        const auto [known, is_new_order] = orders.try_emplace({row.customer, order}, row.day);
        known->second = std::min(known->second, row.day);
    }
    for (const auto& [order, day] : orders) {
        ++orders_so_far[order.first];
        if (day >= first) ++new_orders;
    }
    HistoryPeriod period;
    for (const auto& [customer, day] : first_purchases) period.new_customers += day >= first ? 1 : 0;
    period.active_customers = active.size();
    period.orders = static_cast<std::uint64_t>(new_orders);
    period.revenue = divided(revenue, amount_unit, 2);
    if (new_orders > 0) period.average_order_value = divided(revenue, Int128{new_orders} * amount_unit, 2);
    const auto size = [](const auto& set) { return static_cast<Int128>(set.size()); };
    if (!active.empty()) period.purchase_frequency = divided(new_orders, size(active), 6);
    const auto repeating =
        std::count_if(orders_so_far.begin(), orders_so_far.end(), [](const auto& entry) { return entry.second > 1; });
    period.repeat_rate = divided(repeating, size(orders_so_far), 6);
    if (active_before.empty()) return period;
    const auto retained = std::count_if(active_before.begin(), active_before.end(),
                                        [&](const std::string& customer) { return active.contains(customer); });
    period.retention_rate = divided(retained, size(active_before), 6);
    period.churn_rate = base::format_scaled(amount_unit - *base::parse_scaled(period.retention_rate), 6);
    return period;
}

std::string text_of(const History& history) {
    StringSink sink;
    write_csv(history, sink);
    return sink.text;
}

// How many periods agreed with the model.
std::size_t check_history(const Plan& plan, Every every, const std::vector<Made>& rows) {
    const History history = rfm::history(plan, every);
    DayNumber before = max_day;
    for (const HistoryPeriod& period : history.periods) {
        INFO(period.name);
        Plan then = plan;
        then.as_of = period.last_day;
        const RunSummary summary = score(then).summary();
        CHECK(period.customers == summary.customers);
        // The decimals are those of the whole input.
        CHECK(base::parse_scaled(period.monetary) == base::parse_scaled(summary.monetary_total));
        REQUIRE(period.segments.size() == summary.segments.size());
        for (std::size_t i = 0; i < summary.segments.size(); ++i) {
            CHECK(period.segments[i].segment == summary.segments[i].segment);
            CHECK(period.segments[i].customers == summary.segments[i].customers);
            CHECK(base::parse_scaled(period.segments[i].monetary) == base::parse_scaled(summary.segments[i].monetary));
        }
        const HistoryPeriod model =
            modelled(rows, before, period.first_day, period.last_day, plan.refunds == RefundRule::as_orders);
        CHECK(period.new_customers == model.new_customers);
        CHECK(period.active_customers == model.active_customers);
        CHECK(period.orders == model.orders);
        CHECK(period.purchase_frequency == model.purchase_frequency);
        CHECK(period.repeat_rate == model.repeat_rate);
        CHECK(period.retention_rate == model.retention_rate);
        CHECK(period.churn_rate == model.churn_rate);
        CHECK(period.revenue == (plan.no_monetary ? "" : model.revenue));
        CHECK(period.average_order_value == (plan.no_monetary ? "" : model.average_order_value));
        before = period.first_day;
    }
    return history.periods.size();
}

TEST_CASE("history: agrees with score and a plain model, for all methods and periods") {
    const TemporaryFolder folder;
    const std::vector<CsvRow> rows = made_rows(1, 2500);
    Plan plan;
    plan.inputs = {folder.write("orders.csv", orders_text(rows))};
    const std::vector<Made> made = made_of(rows);
    for (const Method method : {Method::quintile, Method::ntile, Method::r_rfm, Method::cuts}) {
        plan.method = method;
        plan.cuts = {};
        if (method == Method::cuts) plan.cuts = {{20, 60, 120, 200}, {1, 3, 6, 10}, {0, 50000000, 90000000, 200000000}};
        INFO(static_cast<int>(method));
        CHECK(check_history(plan, Every::month, made) == 14);
        CHECK(check_history(plan, Every::quarter, made) == 5);
    }
    plan.method = Method::ntile;
    plan.cuts = {};
    CHECK(check_history(plan, Every::year, made) == 1);
    plan.refunds = RefundRule::as_orders;  // so that the first purchase is of 2023, and the last one of 2025-04-20
    CHECK(check_history(plan, Every::week, made) == 69);
    CHECK(check_history(plan, Every::year, made) == 2);
}

TEST_CASE("history: the same whatever the order of rows, the chunk size and the number of threads") {
    const TemporaryFolder folder;
    std::vector<CsvRow> rows = made_rows(2, 3000);
    Plan plan;
    plan.inputs = {folder.write("orders.csv", orders_text(rows))};
    plan.method = Method::ntile;
    const std::string text = text_of(history(plan, Every::day));
    CHECK(text.size() > 100'000);
    Numbers numbers(7);
    for (std::size_t i = rows.size() - 1; i > 0; --i) {
        std::swap(rows[i], rows[static_cast<std::size_t>(numbers.below(static_cast<int>(i + 1)))]);
    }
    const std::string shuffled = folder.write("shuffled.csv", orders_text(rows));
    for (const unsigned threads : {1U, 2U, 5U}) {
        for (const std::size_t chunk_size : {std::size_t{97}, std::size_t{4096}, std::size_t{1} << 19}) {
            INFO(threads << " threads, chunks of " << chunk_size);
            plan.threads = threads;
            plan.chunk_size = chunk_size;
            CHECK(text_of(history(plan, Every::day)) == text);
        }
        plan.inputs = {shuffled};
        CHECK(text_of(history(plan, Every::day)) == text);
    }
}

TEST_CASE("history: more rows than memory keeps give the same") {
    const TemporaryFolder folder;
    const std::vector<CsvRow> rows = made_rows(3, 60'000);
    Plan plan;
    plan.inputs = {folder.write("orders.csv", orders_text(rows))};
    plan.threads = 2;
    const std::string text = text_of(history(plan, Every::month));
    plan.memory_limit = std::uint64_t{32} << 20;
    CHECK(text_of(history(plan, Every::month)) == text);
    CHECK(check_history(plan, Every::quarter, made_of(rows)) == 5);
}

TEST_CASE("history: without monetary, without a map, with another map's names") {
    const TemporaryFolder folder;
    const std::vector<CsvRow> rows = made_rows(4, 800);
    Plan plan;
    plan.inputs = {folder.write("orders.csv", orders_text(rows))};
    plan.bins = 4;
    const History no_map = history(plan, Every::month);
    for (const HistoryPeriod& period : no_map.periods) CHECK(period.segments.empty());
    CHECK(text_of(no_map).find(",sleeping,") == std::string::npos);

    plan.bins = 5;
    plan.map = folder.write("map.csv", "segment,r,f,m\n\"gold, \"\"best\"\"\",5,*,*\nrest,*,*,*\n");
    const std::string named = text_of(history(plan, Every::quarter));
    CHECK(named.find("2024-Q2,customers,\"gold, \"\"best\"\"\",") != std::string::npos);

    plan.map = folder.write("map.csv", "segment,r,f,m\nall,5,*,*\nrest,*,*,*\n");
    CHECK_THROWS_WITH(history(plan, Every::month),
                      Catch::Matchers::EndsWith("map.csv: a segment is called 'all', which stands for all customers in "
                                                "a history; give it another name"));

    plan.map.clear();
    plan.no_monetary = true;
    plan.filters = {{false, "amount", {"-0.01"}, false}};
    const std::string counted = text_of(history(plan, Every::month));
    for (const char* metric : {"monetary", "revenue", "average_order_value"}) {
        CHECK(counted.find(metric) == std::string::npos);
    }
    CHECK(counted.find("2024-02,repeat_rate,all,0.") != std::string::npos);
}

TEST_CASE("history: amounts of whole orders grow, and never count twice") {
    const TemporaryFolder folder;
    Plan plan;
    plan.amount_per = AmountPer::order;
    plan.inputs = {folder.write("orders.csv",
                                "customer,order id,date,amount\n"
                                "a,1,2025-01-05,10\na,1,2025-01-06,10\na,1,2025-02-03,12.5\n"
                                "b,1,2025-02-09,7\nb,2,2025-02-28,3\nb,2,2025-02-27,3\n")};
    const History found = history(plan, Every::month);
    REQUIRE(found.periods.size() == 2);
    CHECK(found.periods[0].monetary == "10.0");
    CHECK(found.periods[0].revenue == "10.0");
    CHECK(found.periods[0].orders == 1);
    CHECK(found.periods[1].monetary == "22.5");
    CHECK(found.periods[1].revenue == "12.5");
    CHECK(found.periods[1].orders == 2);
    CHECK(found.periods[1].active_customers == 2);
    CHECK(found.periods[1].average_order_value == "6.25");
    REQUIRE(found.warnings.size() == 1);
    CHECK(found.warnings[0].starts_with("--amount-per order: 1 order has different amounts"));
}

TEST_CASE("history: amounts whose decimal mark comes late belong to their days") {
    const TemporaryFolder folder;
    Plan plan;
    const std::string rows = "customer;date;amount\na;2025-01-05;1,250\nb;2025-01-31;2,500\na;2025-02-03;1,125\n";
    plan.inputs = {folder.write("comma.csv", rows + "b;2025-02-28;7,5\n")};
    const History comma = history(plan, Every::month);
    REQUIRE(comma.periods.size() == 2);
    CHECK(comma.periods[0].revenue == "3.750");
    CHECK(comma.periods[0].monetary == "3.750");
    CHECK(comma.periods[0].average_order_value == "1.875");
    CHECK(comma.periods[1].revenue == "8.625");
    CHECK(comma.periods[1].monetary == "12.375");
    plan.inputs = {folder.write("point.csv", rows + "b;2025-02-28;7.5\n")};
    const History point = history(plan, Every::month);
    REQUIRE(point.periods.size() == 2);
    CHECK(point.periods[0].revenue == "3750.0");
    CHECK(point.periods[1].monetary == "4882.5");
    CHECK(point.periods[1].average_order_value == "566.25");
}

TEST_CASE("history: a total beyond what there is names the period") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv",
                                "customer,date,amount\na,2025-01-05,9000000000000\na,2025-02-05,9000000000000\n"
                                "a,2025-02-28,-9000000000000\na,2025-03-31,9000000000000\n")};
    CHECK_THROWS_WITH(history(plan, Every::month),
                      Catch::Matchers::StartsWith("2025-03: customer 'a': the amounts add up to 18000000000000.00"));
    plan.as_of = *parse_iso_day("2025-02-28");
    CHECK(history(plan, Every::month).periods.back().monetary == "9000000000000");
    CHECK_THROWS_WITH(history(plan, Every::day), Catch::Matchers::StartsWith("2025-02-05: customer 'a'"));
}

// What a window over the last days will need.
TEST_CASE("history: scores of the rows since a day, beside a table of all rows") {
    const TemporaryFolder folder;
    const std::vector<CsvRow> rows = made_rows(5, 2000);
    Plan plan;
    plan.inputs = {folder.write("orders.csv", orders_text(rows))};
    plan.method = Method::ntile;
    pipeline::Findings findings;
    ScoredCustomers::Data data;
    const auto lane = pipeline::read_orders(plan, {true, 50'000}, findings, nullptr, data);
    const customers::JournalReplay replay(lane->journals(), 2, ~std::size_t{0});
    DayNumber from = min_day;
    for (const char* text : {"2024-03-01", "2024-07-10", "2024-09-30", "2025-02-28"}) {
        INFO(text);
        const DayNumber day = *parse_iso_day(text);
        replay.add(from, day, data.table);
        from = day + 1;
        const auto before = customers::test::held_by(data.table);
        const RunSummary found = pipeline::score_day(plan, replay, data, day, day - 45);
        Plan then = plan;
        then.as_of = day;
        then.since = day - 45;
        if (std::string_view(text) == "2024-09-30") {  // in the middle of the gap
            CHECK_THROWS_AS(score(then), Error);
            CHECK(found.customers == 0);
            REQUIRE(found.segments.size() == 4);
            for (const SegmentTotal& total : found.segments) CHECK(total.customers == 0);
            CHECK(base::parse_scaled(found.monetary_total) == 0);
        } else {
            const RunSummary expected = score(then).summary();
            CHECK(found.customers == expected.customers);
            CHECK(found.customers_refund_only == expected.customers_refund_only);
            CHECK(found.orders == expected.orders);
            CHECK(base::parse_scaled(found.monetary_total) == base::parse_scaled(expected.monetary_total));
            REQUIRE(found.segments.size() == expected.segments.size());
            for (std::size_t i = 0; i < expected.segments.size(); ++i) {
                CHECK(found.segments[i].customers == expected.segments[i].customers);
            }
        }
        CHECK(customers::test::held_by(data.table) == before);
    }
}

}  // namespace
}  // namespace rfm::test
