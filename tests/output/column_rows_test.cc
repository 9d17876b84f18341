// Values of the columns on demand, and how they are written.
#include "output/column_rows.h"

#include "output/customer_values.h"
#include "support/catch.h"

namespace rfm::output {
namespace {

RunSummary summary_of(std::uint64_t customers, int decimals) {
    RunSummary summary;
    summary.customers = customers;
    summary.amount_decimals = decimals;
    summary.as_of = *day_from_civil(2025, 3, 1);
    return summary;
}

CustomerRow customer() {
    CustomerRow row;
    row.id = "a,b";
    row.first_order_day = *day_from_civil(2024, 12, 31);
    row.last_order_day = *day_from_civil(2025, 1, 31);
    row.recency_days = 29;
    row.frequency = 4;
    row.monetary_scaled = 100'500'000;
    row.r = 5;
    row.f = 10;
    row.m = 3;
    row.segment = "=top";
    return row;
}

std::string written(const std::vector<Column>& columns, const CustomerRow& row, const CustomerValues& values,
                    const WorseCounts& worse = {}, int bins = 5, bool for_spreadsheet = false) {
    std::string out;
    ColumnRows(columns, values, bins, for_spreadsheet).append(row, worse, out);
    return out;
}

TEST_CASE("columns: every one, in the order asked for") {
    std::vector<Column> all;
    for (std::size_t i = column_names.size(); i-- > 0;) all.push_back(static_cast<Column>(i));
    const CustomerValues values(summary_of(7, 2), 301'500'000, {200'000, 300'000, 500'000});
    CHECK(ColumnRows(all, values, 10, false).header() ==
          "weighted_score,monetary_percentile,frequency_percentile,recency_percentile,monetary_share,overdue_ratio,"
          "mean_gap_days,average_order_value,tenure_days,first_order_date,segment,rfm_score,m_score,f_score,r_score,"
          "monetary,frequency,recency_days,last_order_date,customer_id\n");
    CHECK(written(all, customer(), values, {1, 2, 6}, 10) ==
          "5.5,85.71,28.57,14.28,0.33333333,2.81,10.33,25.13,60,2024-12-31,=top,5-10-3,3,10,5,100.50,4,29,2025-01-31,"
          "\"a,b\"\n");
    CHECK(written({Column::segment, Column::customer_id}, customer(), values, {}, 5, true) == "'=top,\"a,b\"\n");
    CHECK(written({Column::rfm_score}, customer(), values) == "5103\n");
}

TEST_CASE("columns: names are found again") {
    for (std::size_t i = 0; i < column_names.size(); ++i) {
        CHECK(column_named(column_names[i]) == static_cast<Column>(i));
    }
    CHECK_FALSE(column_named("Segment"));
    CHECK_FALSE(column_named(""));
}

TEST_CASE("columns: a single order has no gap, and orders of one day have no ratio") {
    const CustomerValues values(summary_of(3, 0), 9'000'000, {});
    CustomerRow row = customer();
    row.frequency = 1;
    row.first_order_day = row.last_order_day;
    const std::vector<Column> gaps = {Column::mean_gap_days, Column::overdue_ratio, Column::tenure_days};
    CHECK(written(gaps, row, values) == ",,29\n");
    row.frequency = 3;
    CHECK(written(gaps, row, values) == "0.00,,29\n");
    row.first_order_day -= 1;
    CHECK(written(gaps, row, values) == "0.50,58.00,30\n");
}

TEST_CASE("columns: means are rounded half away from zero, percentiles down") {
    const CustomerValues cents(summary_of(3, 2), 1'000'000, {});
    CustomerRow row = customer();
    row.frequency = 8;
    for (const auto& [scaled, mean] :
         {std::pair(1'000'000, "0.13\n"), {-1'000'000, "-0.13\n"}, {990'000, "0.12\n"}, {0, "0.00\n"}}) {
        row.monetary_scaled = scaled;
        CHECK(written({Column::average_order_value}, row, cents) == mean);
    }
    const CustomerValues fine(summary_of(3, 6), 1'000'000, {});
    row.monetary_scaled = 12;
    CHECK(written({Column::average_order_value}, row, fine) == "0.000002\n");
    CHECK(written({Column::recency_percentile}, row, fine, {2, 0, 0}) == "66.66\n");
}

TEST_CASE("columns: a share of nothing is none, also where refunds are more than sales") {
    const CustomerRow row = customer();
    CHECK(written({Column::monetary_share}, row, CustomerValues(summary_of(3, 2), 0, {})) == "\n");
    CHECK(written({Column::monetary_share}, row, CustomerValues(summary_of(3, 2), -5, {})) == "\n");
    CHECK(written({Column::monetary_share}, row, CustomerValues(summary_of(3, 2), 1, {})) == "100500000.00000000\n");
}

TEST_CASE("columns: the largest amounts do not overflow") {
    CustomerRow row = customer();
    row.frequency = 1;
    for (const std::int64_t extreme :
         {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
        row.monetary_scaled = extreme;
        const CustomerValues values(summary_of(3, 6), 1, {});
        const bool negative = extreme < 0;
        CHECK(written({Column::monetary, Column::average_order_value, Column::monetary_share}, row, values) ==
              (negative ? "-9223372036854.775808,-9223372036854.775808,-9223372036854775808.00000000\n"
                        : "9223372036854.775807,9223372036854.775807,9223372036854775807.00000000\n"));
    }
}

TEST_CASE("columns: without amounts theirs are empty, and scores are two") {
    RunSummary summary = summary_of(3, 0);
    summary.has_monetary = false;
    const CustomerValues values(summary, 0, {400'000, 600'000});
    CustomerRow row = customer();
    row.m = 0;
    row.f = 2;
    CHECK(written({Column::customer_id, Column::monetary, Column::m_score, Column::rfm_score, Column::weighted_score},
                  row, values) == "\"a,b\",,,52,3.2\n");
}

}  // namespace
}  // namespace rfm::output
