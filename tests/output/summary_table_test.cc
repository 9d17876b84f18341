#include "output/summary_table.h"

#include "output/example_summary.h"
#include "support/catch.h"

namespace rfm::output {
namespace {

TEST_CASE("a summary with everything, Chinese names take two columns a character") {
    CHECK(summary_table(test::example_summary()) ==
          "segment     customers  share       revenue  share\n"
          "高价值客户      1,000  33.3%  9,000,000.00  91.1%\n"
          "潜力客户        1,500  50.0%    876,543.21   8.9%\n"
          "sleeping          500  16.7%          0.00   0.0%\n"
          "all             3,000         9,876,543.21       \n"
          "as of 2025-07-01 (the day after the latest purchase); 1,234,567 rows read, 1,234,000 used\n"
          "  12 of the used rows are refunds\n"
          "  3 of the used rows have an amount of 0 and count as purchases\n"
          "  1 of the used rows have no order id and count as an order each\n"
          "  200 left out: no customer (guests)\n"
          "  100 left out by --keep and --drop\n"
          "  50 left out: after the as-of date\n"
          "  17 left out: before 2024-07-01 (--window 12m)\n"
          "  5 left out: further lines of an order, without an amount of their own\n"
          "  6 left out: equal to a record before (--dedupe)\n"
          "  7 left out: in another currency\n"
          "  4 left out: the header once more\n"
          "  200 rejected, see the rejects file\n"
          "  2 customers have refunds only and are not scored\n");
}

TEST_CASE("what did not happen is not mentioned, without amounts and segments the table is short") {
    RunSummary summary = test::example_summary();
    summary.rows = {5, 5};
    summary.customers_refund_only = 0;
    summary.has_monetary = false;
    summary.segments.clear();
    CHECK(summary_table(summary) ==
          "     customers  share\n"
          "all      3,000       \n"
          "as of 2025-07-01 (the day after the latest purchase); 5 rows read, 5 used\n");
}

TEST_CASE("shares are rounded half up, and left out where they mean nothing") {
    RunSummary summary = test::example_summary();
    summary.rows = {5, 5};
    summary.customers_refund_only = 0;
    summary.customers = 2000;
    summary.monetary_total = "100.00";
    summary.segments = {{"a", 1, "-50.00"}, {"b", 1999, "150.00"}, {"c", 0, "0.00"}};
    CHECK_THAT(summary_table(summary), Catch::StartsWith("segment  customers   share  revenue   share\n"
                                                         "a                1    0.1%   -50.00       -\n"
                                                         "b            1,999  100.0%   150.00  150.0%\n"
                                                         "c                0    0.0%     0.00    0.0%\n"));
    summary.monetary_total = "0.00";
    summary.segments = {{"a", 2000, "0.00"}};
    CHECK_THAT(summary_table(summary), Catch::Contains("a            2,000  100.0%     0.00      -\n"));
}

TEST_CASE("totals beyond 64 bits keep their shares") {
    RunSummary summary = test::example_summary();
    summary.customers = 2;
    summary.monetary_total = "18446744073709.551614";
    summary.segments = {{"a", 1, "9223372036854.775807"}, {"b", 1, "9223372036854.775807"}};
    CHECK_THAT(summary_table(summary),
               Catch::Contains("a                1  50.0%   9,223,372,036,854.775807  50.0%\n"));
}

TEST_CASE("the cut points as flags") {
    RunSummary summary = test::example_summary();
    CHECK(cuts_words(summary) == "--r-cuts 30,90,180,365 --f-cuts 1,2,5,10 --m-cuts 10,99.5,1000.125,123456789.000001");
    summary.has_monetary = false;
    CHECK(cuts_words(summary) == "--r-cuts 30,90,180,365 --f-cuts 1,2,5,10");
    summary.has_monetary = true;
    summary.cuts.monetary_scaled = {-1'500'000, 0};
    CHECK(cuts_words(summary) == "--r-cuts 30,90,180,365 --f-cuts 1,2,5,10 --m-cuts -1.5,0");
}

}  // namespace
}  // namespace rfm::output
