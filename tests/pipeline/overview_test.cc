// Overviews against a plain model over the CSV, in memory and spilled, with any number of threads.
#include <algorithm>
#include <string>
#include <vector>

#include <rfm/overview.h>

#include "pipeline/overview_model.h"
#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

void check_histogram(const Histogram& histogram, const std::vector<std::int64_t>& values) {
    REQUIRE(!histogram.bars.empty());
    CHECK(histogram.bars.size() <= 44);
    CHECK(histogram.lowest == values.front());
    CHECK(histogram.highest == values.back());
    CHECK(histogram.median == values[(values.size() - 1) / 2]);
    std::uint64_t customers = 0;
    for (std::size_t i = 0; i < histogram.bars.size(); ++i) {
        const HistogramBar& bar = histogram.bars[i];
        customers += bar.customers;
        CHECK(bar.customers == static_cast<std::uint64_t>(std::count_if(values.begin(), values.end(), [&](auto value) {
                  return (!bar.from || *bar.from <= value) && (!bar.to || value < *bar.to);
              })));
        if (i > 0) {
            REQUIRE(bar.from);
            CHECK(bar.from == histogram.bars[i - 1].to);
        }
        // Between the open ends all are of one width.
        if (i > 0 && bar.to && histogram.bars[i - 1].from)
            CHECK(*bar.to - *bar.from == *bar.from - *histogram.bars[i - 1].from);
    }
    CHECK(customers == values.size());
    // Nothing is open without need.
    CHECK(histogram.bars.front().customers > 0);
    CHECK(histogram.bars.back().customers > 0);
}

constexpr Column all_columns[] = {
    Column::customer_id, Column::first_order_date, Column::last_order_date, Column::recency_days, Column::frequency,
    Column::monetary,    Column::r_score,          Column::f_score,         Column::m_score,      Column::segment};

void check_overview(Plan plan, std::size_t top = 7) {
    plan.columns.assign(std::begin(all_columns), std::end(all_columns));
    plan.threads = 1;
    plan.memory_limit = 0;
    const ScoredCustomers scored = score(plan);
    const RunSummary& summary = scored.summary();
    const OverviewModel model(csv_text(scored), summary.amount_decimals, summary.has_monetary);
    const Overview made = overview(scored, {top});
    CHECK(made.bins == plan.bins);
    std::vector<std::string> names;
    for (const SegmentTotal& total : summary.segments) names.push_back(total.segment);
    CHECK(text_of(made) == model.text(plan.bins, names, top));
    for (std::size_t metric = 0; metric < 3; ++metric) {
        CAPTURE(metric);
        if (model.size() == 0 || (metric == 2 && !summary.has_monetary)) {
            CHECK(made.histograms[metric].bars.empty());
        } else {
            check_histogram(made.histograms[metric], model.values(metric));
        }
    }
    if (plan.only_segments.empty() && plan.top == 0) {
        for (std::size_t i = 0; i < made.segments.size(); ++i) {
            CHECK(made.segments[i].group.customers == summary.segments[i].customers);
            CHECK(made.segments[i].group.monetary == summary.segments[i].monetary);
        }
    }
    for (const std::uint64_t limit : {std::uint64_t{0}, std::uint64_t{1}, (std::uint64_t{20} << 20) + 300'000}) {
        for (const unsigned threads : {1U, 2U, 3U, 8U}) {
            CAPTURE(limit, threads);
            plan.memory_limit = limit;
            plan.threads = threads;
            const Overview other = overview(score(plan), {top});
            REQUIRE((text_of(other) == text_of(made)));
            REQUIRE((histograms_text(other) == histograms_text(made)));
        }
    }
}

TEST_CASE("overview: the sample shop, with every method, map and number of scores") {
    Plan plan;
    plan.inputs = {project_file("data/orders.csv")};
    check_overview(plan);
    plan.method = Method::ntile;
    check_overview(plan);
    plan.method = Method::r_rfm;
    plan.map = "rf10";
    check_overview(plan, 1000);
    plan.map.clear();
    plan.bins = 10;
    check_overview(plan, 0);
    plan.bins = 5;
    plan.method = Method::quintile;
    plan.no_monetary = true;
    check_overview(plan);
}

TEST_CASE("overview: heavy ties, refunds, ids of any length") {
    const TemporaryFolder folder;
    for (const bool long_ids : {false, true}) {
        GeneratedOrders wanted;
        wanted.rows = 20'000;
        wanted.customers = 6000;
        wanted.amounts = 5;
        wanted.long_ids = long_ids;
        Plan plan;
        plan.inputs = {folder.write("orders.csv", orders_text(generate_orders(wanted)))};
        check_overview(plan, 50);
        plan.refunds = RefundRule::as_orders;
        plan.method = Method::ntile;
        check_overview(plan, 50);
    }
}

// Values that are all different, of every size, some far below 0: many stretches to look at, and threads.
TEST_CASE("overview: money without ties, from far below 0 to far above") {
    const TemporaryFolder folder;
    Numbers numbers(7);
    std::string text = "customer,date,amount\n";
    for (int i = 0; i < 70'000; ++i) {
        const int digits = 1 + numbers.below(9);
        std::string amount;
        for (int d = 0; d < digits; ++d) amount += static_cast<char>('1' + numbers.below(9));
        const std::string id = "c" + std::to_string(numbers.below(60'000));
        text += id + ",2025-0" + std::to_string(1 + numbers.below(9)) + "-1" + std::to_string(numbers.below(10)) + "," +
                amount + ".25\n";
        if (i % 50 == 0) text += id + ",2025-01-01,-" + amount + "00.250001\n";
    }
    Plan plan;
    plan.inputs = {folder.write("orders.csv", text)};
    check_overview(plan, 100);
}

TEST_CASE("overview: totals at the ends of 64 bits") {
    const TemporaryFolder folder;
    std::string text = "customer,date,amount\n";
    for (int i = 0; i < 40; ++i) text += "c" + std::to_string(i) + ",2025-01-01,9223372036854.775807\n";
    for (int i = 40; i < 90; ++i)
        text += "c" + std::to_string(i) + ",2024-01-01,0\nc" + std::to_string(i) +
                ",2024-01-02,-9223372036854.775807\nc" + std::to_string(i) + ",2024-01-02,-0.000001\n";
    for (int i = 90; i < 300; ++i) text += "c" + std::to_string(i) + ",2024-03-01," + std::to_string(i) + ".5\n";
    Plan plan;
    plan.inputs = {folder.write("orders.csv", text)};
    check_overview(plan);
    plan.inputs = {folder.write("few.csv", "customer,date,amount\na,2025-01-01,9223372036854.775807\n")};
    check_overview(plan);
    plan.inputs = {folder.write(
        "low.csv",
        "customer,date,amount\na,2025-01-01,0\na,2025-01-01,-9223372036854.775807\na,2025-01-01,-0.000001\n")};
    check_overview(plan);
}

TEST_CASE("overview: few customers, equal values, nothing earned") {
    const TemporaryFolder folder;
    Plan plan;
    std::string same = "customer,date,amount\n";
    for (int i = 0; i < 250; ++i) same += "c" + std::to_string(i) + ",2025-01-01,12.5\n";
    plan.inputs = {folder.write("same.csv", same)};
    check_overview(plan);
    plan.inputs = {folder.write("two.csv", "customer,date,amount\na,2025-01-01,1\nb,2020-01-01,3\n")};
    check_overview(plan);
    plan.inputs = {folder.write("free.csv", "customer,date,amount\na,2025-01-01,0\nb,2025-01-02,0\n")};
    check_overview(plan);
    plan.inputs = {folder.write("lost.csv", "customer,date,amount\na,2025-01-01,5\na,2025-01-02,-9\nb,2025-01-02,1\n")};
    check_overview(plan);
}

TEST_CASE("overview: only the customers that the plan selected count") {
    Plan plan;
    plan.inputs = {project_file("data/orders.csv")};
    plan.only_segments = {"at-risk", "high-value"};
    check_overview(plan);
    plan.top = 10;
    plan.sort = Column::recency_days;
    check_overview(plan);
    plan.only_segments.clear();
    plan.sort = Column::monetary;
    plan.sort_descending = true;
    check_overview(plan, 20);
    const Overview made = overview(score(plan));
    std::uint64_t customers = 0;
    for (const CustomerGroup& cell : made.cells) customers += cell.customers;
    CHECK(customers == 10);
    CHECK(made.top.size() == 10);

    const TemporaryFolder folder;
    plan = Plan();
    plan.inputs = {folder.write("two.csv", "customer,date,amount\na,2025-01-01,1\nb,2020-01-01,3\n")};
    plan.only_segments = {"high-value"};
    check_overview(plan);  // nobody
}

TEST_CASE("overview: what a segment is made of, and what it was called") {
    Plan plan;
    plan.inputs = {project_file("data/orders.csv")};
    plan.labels = Labels::chinese;
    const Overview made = overview(score(plan));
    REQUIRE(made.segments.size() == 4);
    CHECK(made.segments[0].segment == "高价值客户");
    CHECK(made.segments[0].key == "high-value");
    CHECK(made.segments[3].key == "sleeping");
    CHECK(made.segments[0].rules == std::vector<std::string>{"R 4-5, F 5, M 4-5", "R 4-5, F 4, M 5"});
    CHECK(made.segments[1].rules == std::vector<std::string>{"R 4-5", "R 3, F 3-5", "R 3, M 3-5"});
    CHECK(made.segments[3].rules == std::vector<std::string>{"any"});
}

TEST_CASE("overview: how many bars there are can be asked for") {
    Plan plan;
    plan.inputs = {project_file("data/orders.csv")};
    const ScoredCustomers scored = score(plan);
    const Overview many = overview(scored, {0, 30});
    const Overview few = overview(scored, {0, 10});
    for (std::size_t m = 0; m < 3; ++m) {
        CHECK(few.histograms[m].bars.size() <= 22);
        CHECK(few.histograms[m].bars.size() < many.histograms[m].bars.size());
    }
}

TEST_CASE("overview: real orders") {
    for (const char* name : {"uci-online-retail/orders_clean.csv", "rfm-r/rfm_data_orders.csv"}) {
        const std::string path = shared_file(name);
        if (path.empty()) continue;
        Plan plan;
        plan.inputs = {path};
        check_overview(plan);
    }
}

}  // namespace
}  // namespace rfm::test
