#include "output/score_rows.h"

#include <limits>

#include "support/catch.h"

namespace rfm::output {
namespace {

CustomerRow row(std::string_view id, std::string_view segment = "high-value") {
    CustomerRow row;
    row.id = id;
    row.first_order_day = 0;
    row.last_order_day = *day_from_civil(2025, 1, 31);
    row.recency_days = 12;
    row.frequency = 3;
    row.monetary_scaled = 1'234'500'000;
    row.r = 5;
    row.f = 4;
    row.m = 3;
    row.segment = segment;
    return row;
}

std::string written(ScoreRows rows, const CustomerRow& of) {
    std::string out = "before|";
    rows.append(of, out);
    REQUIRE(out.starts_with("before|"));
    return out.substr(7);
}

TEST_CASE("the header") {
    CHECK(ScoreRows::header() ==
          "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n");
}

TEST_CASE("a customer, with as many decimals as asked for") {
    CHECK(written({2, 5, true}, row("c1")) == "c1,2025-01-31,12,3,1234.50,5,4,3,543,high-value\n");
    CHECK(written({1, 5, true}, row("c1")) == "c1,2025-01-31,12,3,1234.5,5,4,3,543,high-value\n");
    CHECK(written({6, 5, true}, row("c1")) == "c1,2025-01-31,12,3,1234.500000,5,4,3,543,high-value\n");
    CustomerRow whole = row("c1");
    whole.monetary_scaled = -7'000'000;
    CHECK(written({0, 5, true}, whole) == "c1,2025-01-31,12,3,-7,5,4,3,543,high-value\n");
    whole.monetary_scaled = 0;
    CHECK(written({0, 5, true}, whole) == "c1,2025-01-31,12,3,0,5,4,3,543,high-value\n");
    CHECK(written({2, 5, true}, whole) == "c1,2025-01-31,12,3,0.00,5,4,3,543,high-value\n");
    whole.monetary_scaled = -1;
    CHECK(written({6, 5, true}, whole) == "c1,2025-01-31,12,3,-0.000001,5,4,3,543,high-value\n");
}

TEST_CASE("scores of 10 are set apart, and so is every score of a run that has them") {
    CustomerRow ten = row("c1");
    ten.r = 10;
    ten.f = 1;
    ten.m = 10;
    CHECK(written({2, 10, true}, ten) == "c1,2025-01-31,12,3,1234.50,10,1,10,10-1-10,high-value\n");
    CHECK(written({2, 10, true}, row("c1")) == "c1,2025-01-31,12,3,1234.50,5,4,3,5-4-3,high-value\n");
    CHECK(written({2, 9, true}, row("c1")) == "c1,2025-01-31,12,3,1234.50,5,4,3,543,high-value\n");
    CHECK(written({0, 10, false}, ten) == "c1,2025-01-31,12,3,,10,1,,10-1,high-value\n");
}

TEST_CASE("without a monetary part its two columns are empty, and two scores are left") {
    CHECK(written({0, 5, false}, row("c1")) == "c1,2025-01-31,12,3,,5,4,,54,high-value\n");
    CHECK(written({0, 5, false}, row("c1", "")) == "c1,2025-01-31,12,3,,5,4,,54,\n");
    CHECK(written({0, 5, false}, row("c1", std::string_view())) == "c1,2025-01-31,12,3,,5,4,,54,\n");
}

TEST_CASE("ids and segments are quoted where they have to be") {
    const auto line = [](const std::string& id, const std::string& segment) {
        return written({2, 5, true}, row(id, segment));
    };
    const std::string middle = ",2025-01-31,12,3,1234.50,5,4,3,543,";
    CHECK(line("a,b", "x,y") == "\"a,b\"" + middle + "\"x,y\"\n");
    CHECK(line("a\"b", "\"") == "\"a\"\"b\"" + middle + "\"\"\"\"\n");
    CHECK(line("a\nb", "x\ry") == "\"a\nb\"" + middle + "\"x\ry\"\n");
    CHECK(line("a b;c\td'", "-") == "a b;c\td'" + middle + "-\n");
    CHECK(line(std::string("a\0b", 3), "s") == std::string("a\0b", 3) + middle + "s\n");
    CHECK(line("客户", "高价值客户") == "客户" + middle + "高价值客户\n");
    CHECK(line("\xFF", "s") == "\xFF" + middle + "s\n");
}

TEST_CASE("the largest of everything") {
    CustomerRow most = row("c");
    most.last_order_day = min_day;
    most.recency_days = max_day - min_day;
    most.frequency = std::numeric_limits<std::int64_t>::max();
    most.monetary_scaled = std::numeric_limits<std::int64_t>::max();
    most.r = most.f = most.m = 10;
    CHECK(written({6, 10, true}, most) ==
          "c,0001-01-01,3652058,9223372036854775807,9223372036854.775807,10,10,10,10-10-10,high-value\n");
    most.monetary_scaled = std::numeric_limits<std::int64_t>::min();
    most.recency_days = std::numeric_limits<std::int32_t>::min();
    most.last_order_day = max_day;
    CHECK(written({6, 10, true}, most) ==
          "c,9999-12-31,-2147483648,9223372036854775807,-9223372036854.775808,10,10,10,10-10-10,high-value\n");
    const std::string id(1'000'000, 'i');
    const std::string segment(1'000'000, 's');
    CHECK(written({2, 5, true}, row(id, segment)) == id + ",2025-01-31,12,3,1234.50,5,4,3,543," + segment + "\n");
}

TEST_CASE("ids and segments of every size, with a quote and without") {
    for (std::size_t size = 1; size <= 450; ++size) {
        const std::string plain(size, 'i');
        const std::string middle = ",2025-01-31,12,3,1234.50,5,4,3,543,";
        if (written({2, 5, true}, row(plain, plain)) != plain + middle + plain + "\n") FAIL(size);
        const std::string comma = plain + ",";
        const std::string quoted = "\"" + comma + "\"";
        if (written({2, 5, true}, row(comma, plain)) != quoted + middle + plain + "\n") FAIL(size);
        if (written({2, 5, true}, row(plain, comma)) != plain + middle + quoted + "\n") FAIL(size);
    }
}

TEST_CASE("records follow each other") {
    ScoreRows rows(2, 5, true);
    std::string out;
    rows.append(row("a"), out);
    rows.append(row("b"), out);
    CHECK(out == "a,2025-01-31,12,3,1234.50,5,4,3,543,high-value\nb,2025-01-31,12,3,1234.50,5,4,3,543,high-value\n");
}

TEST_CASE("score rows: remembered pieces of text are those of the row at hand", "[output]") {
    // Days that share a place in what is remembered, other as-of dates, and other segments for the same scores.
    ScoreRows remembering(2, 5, true);
    std::string all;
    std::string one_by_one;
    for (int i = 0; i < 6000; ++i) {
        CustomerRow row;
        const std::string id = "c" + std::to_string(i);
        const std::string segment = i % 3 == 0 ? "a,b" : i % 3 == 1 ? "plain" : "";
        row.id = id;
        row.last_order_day = 10'000 + (i % 5) * 2048 + i % 7;
        row.recency_days = i % 11;
        row.frequency = i;
        row.monetary_scaled = i * 10'000;
        row.r = 1 + i % 5;
        row.f = 1 + i % 4;
        row.m = 1 + i % 3;
        row.segment = segment;
        remembering.append(row, all);
        ScoreRows fresh(2, 5, true);
        fresh.append(row, one_by_one);
    }
    CHECK((all == one_by_one));
}

}  // namespace
}  // namespace rfm::output
