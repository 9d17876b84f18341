#include "diff/alert_check.h"

#include <fmt/format.h>

#include "diff/scored_text.h"

namespace rfm::diff {
namespace {

using test::compare_texts;
using test::error_of;
using test::example_comparison;

// What the alert says, or "-".
std::string check(const std::string& text, const Comparison& comparison) {
    AlertRule rule = parse_alert(text);
    bind_alert(rule, comparison.order);
    return check_alert(rule, comparison).value_or("-");
}

TEST_CASE("alert check: what each measure counts, and of what") {
    const Comparison example = example_comparison();
    const auto said = [&](const std::string& text) { return check(text, example); };
    CHECK(said("high-value -> at-risk > 2%") == "high-value -> at-risk > 2%: 1 of 2 customers, 50.00%");
    CHECK(said("high-value -> high-value > 0") == "high-value -> high-value > 0: 1 of 2 customers, 50.00%");
    CHECK(said("high-value -> sleeping >= 0") == "high-value -> sleeping >= 0: 0 of 2 customers, 0.00%");
    CHECK(said("potential -> * > 0") == "potential -> * > 0: 2 of 2 customers, 100.00%");
    CHECK(said("potential -> gone > 0") == "potential -> gone > 0: 1 of 2 customers, 50.00%");
    CHECK(said("gone > 0") == "gone > 0: 1 of 6 customers, 16.67%");
    CHECK(said("* -> gone > 0") == "* -> gone > 0: 1 of 6 customers, 16.67%");
    CHECK(said("new > 0") == "new > 0: 1 customer, 16.67% of 6 in OLD");
    CHECK(said("new -> * > 0") == "new -> * > 0: 1 customer, 16.67% of 6 in OLD");
    CHECK(said("new -> potential > 0") == "new -> potential > 0: 1 customer, 16.67% of 6 in OLD");
    CHECK(said("* -> potential > 0") == "* -> potential > 0: 2 customers, 33.33% of 6 in OLD");
    CHECK(said("* -> * > 0") == "* -> * > 0: 5 customers, 83.33% of 6 in OLD");
    CHECK(said("sleeping -> potential > 0") == "sleeping -> potential > 0: 1 of 1 customer, 100.00%");
    CHECK(said("customers(sleeping) < 0") == "customers(sleeping) < 0: from 1 to 0 customers, -1, -100.00%");
    CHECK(said("customers(at-risk) > 0") == "customers(at-risk) > 0: from 1 to 2 customers, +1, 100.00%");
    CHECK(said("customers(all) >= 0") == "customers(all) >= 0: from 6 to 6 customers, 0, 0.00%");
    CHECK(said("revenue(high-value) < -36%") ==
          "revenue(high-value) < -36%: from 190.750 to 120.500, -70.250, -36.83%");
    CHECK(said("revenue(all) > 12") == "revenue(all) > 12: from 256.750 to 268.875, +12.125, 4.72%");
    CHECK(said("revenue(all) > 12.125") == "-");
    CHECK(said("revenue(all) >= 12.125") != "-");
    CHECK(said("revenue(all) > 12.124999") != "-");
    // Of the absolute value of what it was: -5 to 0 is up by 100 %.
    CHECK(said("revenue(sleeping) > 99%") == "revenue(sleeping) > 99%: from -5.000 to 0.000, +5.000, 100.00%");
}

// `before` customers in high-value, of which `moved` go to sleeping.
Comparison moved(int before, int moved) {
    std::string old_text = "customer_id,segment\n";
    std::string new_text = old_text;
    for (int i = 0; i < before; ++i) {
        old_text += fmt::format("{:05},high-value\n", i);
        new_text += fmt::format("{:05},{}\n", i, i < moved ? "sleeping" : "high-value");
    }
    return compare_texts(old_text, new_text);
}

TEST_CASE("alert check: exact at the boundary") {
    // 1 of 3 is more than 33.333333 % and less than 33.333334 %.
    const Comparison third = moved(3, 1);
    CHECK(check("high-value -> sleeping > 33.333333%", third) ==
          "high-value -> sleeping > 33.333333%: 1 of 3 customers, 33.33%");
    CHECK(check("high-value -> sleeping >= 33.333334%", third) == "-");
    CHECK(check("high-value -> sleeping < 33.333334%", third) != "-");
    CHECK(check("high-value -> sleeping <= 33.333333%", third) == "-");
    // What would look like the limit is written with more decimals.
    CHECK(check("high-value -> sleeping > 33.33%", third) ==
          "high-value -> sleeping > 33.33%: 1 of 3 customers, 33.333%");
    const Comparison tenth = moved(1000, 100);
    CHECK(check("high-value -> sleeping > 10%", tenth) == "-");
    CHECK(check("high-value -> sleeping >= 10%", tenth) ==
          "high-value -> sleeping >= 10%: 100 of 1,000 customers, 10.00%");
    CHECK(check("high-value -> sleeping <= 10%", tenth) != "-");
    CHECK(check("high-value -> sleeping < 10%", tenth) == "-");
    CHECK(check("high-value -> sleeping > 100", tenth) == "-");
    CHECK(check("high-value -> sleeping >= 100", tenth) != "-");
    CHECK(check("high-value -> sleeping > 99.999999", tenth) != "-");
    CHECK(check("high-value -> sleeping < 100.000001", tenth) != "-");
    CHECK(check("customers(high-value) < -10%", tenth) == "-");
    CHECK(check("customers(high-value) <= -10%", tenth) ==
          "customers(high-value) <= -10%: from 1,000 to 900 customers, -100, -10.00%");
}

TEST_CASE("alert check: percent of nothing") {
    const Comparison comparison = moved(5, 2);
    CHECK(check("customers(sleeping) > 9000000000000%", comparison) ==
          "customers(sleeping) > 9000000000000%: from 0 to 2 customers, +2, more than any % of 0");
    CHECK(check("customers(sleeping) < 9000000000000%", comparison) == "-");
    CHECK(check("at-risk -> sleeping > 0%", comparison) == "-");
    CHECK(check("at-risk -> sleeping >= 0%", comparison) == "at-risk -> sleeping >= 0%: 0 of 0 customers, 0.00%");
    const std::string header = "customer_id,segment,monetary\n";
    const Comparison worse = compare_texts(header + "a,sleeping,0\n", header + "a,sleeping,-1.00\n");
    CHECK(check("revenue(all) < -9000000000000%", worse) ==
          "revenue(all) < -9000000000000%: from 0.00 to -1.00, -1.00, less than any % of 0");
    CHECK(check("revenue(all) > -9000000000000%", worse) == "-");
}

TEST_CASE("alert check: limits times large amounts don't wrap") {
    const std::string header = "customer_id,segment,monetary\n";
    std::string before = header;
    std::string now = header;
    for (int i = 0; i < 1000; ++i) {
        before += fmt::format("{:04},sleeping,9223372036854.775807\n", i);
        now += fmt::format("{:04},sleeping,{}\n", i, i < 500 ? "9223372036854.775807" : "-9223372036854.775807");
    }
    const Comparison comparison = compare_texts(before, now);
    CHECK(check("revenue(all) < 9223372036854.775807%", comparison) != "-");
    CHECK(check("revenue(all) > 9223372036854.775807%", comparison) == "-");
    CHECK(check("revenue(all) > -9223372036854.775807%", comparison) != "-");
    CHECK(check("revenue(all) < -99.999999%", comparison) ==
          "revenue(all) < -99.999999%: from 9,223,372,036,854,775.807000 to 0.000000, -9,223,372,036,854,775.807000, "
          "-100.00%");
    CHECK(check("revenue(all) < -100%", comparison) == "-");
    CHECK(check("revenue(all) <= -100%", comparison) != "-");
}

TEST_CASE("alert check: amounts that a file has not are told") {
    const AlertRule rule = parse_alert("revenue(all)>5");
    const std::vector<std::string> plain = {"customer_id", "segment"};
    CHECK(error_of([&] { check_columns(rule, ScoredColumns(plain, "old.csv"), "old.csv"); }) ==
          "65 --alert 'revenue(all) > 5': old.csv has no column 'monetary'");
    check_columns(parse_alert("gone > 5"), ScoredColumns(plain, "old.csv"), "old.csv");
    const std::string header = "customer_id,segment,monetary\n";
    const Comparison empty = compare_texts(header + "a,sleeping,5\n", header + "a,sleeping,\n");
    CHECK(error_of([&] { check("revenue(all)>5", empty); }) ==
          "65 --alert 'revenue(all) > 5': new.csv has no amounts in its column 'monetary': it was scored with "
          "--no-monetary");
    CHECK(check("customers(all) >= 0", empty) != "-");
}

}  // namespace
}  // namespace rfm::diff
