#include <vector>

#include "sql/example_request.h"
#include "sql/scored_steps.h"
#include "support/catch.h"

namespace rfm::sql {
namespace {

std::vector<std::int64_t> money_cuts(Method method, int decimals, std::vector<std::int64_t> cuts_scaled) {
    Request request = example_request();
    request.plan.method = method;
    request.plan.bins = static_cast<int>(cuts_scaled.size()) + 1;
    request.plan.cuts.monetary_scaled = std::move(cuts_scaled);
    request.amount_decimals = decimals;
    return metrics_of(request).at(2).cuts;
}

// Whether a value of so many decimals is above a cut point, asked in units of 10^-6.
bool is_above(std::int64_t value, std::int64_t unit, std::int64_t cut_scaled, Method method) {
    const std::int64_t scaled = value * (amount_unit / unit);
    return method == Method::r_rfm ? scaled >= cut_scaled : scaled > cut_scaled;
}

TEST_CASE("cut points of money say the same in units of the last decimal") {
    const std::vector<std::int64_t> cuts = {-20'000'001, -20'000'000, -19'999'999, -9'999, -1,
                                            0,           1,           9'999,       10'000, 10'001};
    std::int64_t unit = 1;
    for (int decimals = 0; decimals <= 6; ++decimals, unit *= 10) {
        for (const Method method : {Method::cuts, Method::r_rfm}) {
            const std::vector<std::int64_t> converted = money_cuts(method, decimals, cuts);
            REQUIRE(converted.size() == cuts.size());
            for (std::size_t i = 0; i < cuts.size(); ++i) {
                for (std::int64_t value = converted[i] - 2; value <= converted[i] + 2; ++value) {
                    CAPTURE(decimals, cuts[i], value);
                    CHECK((value > converted[i]) == is_above(value, unit, cuts[i], method));
                }
            }
        }
    }
}

TEST_CASE("what r-rfm adds to a quantile of money is one of the currency") {
    Request request = example_request();
    request.amount_decimals = 3;
    const std::vector<Metric> metrics = metrics_of(request);
    REQUIRE(metrics.size() == 3);
    CHECK(metrics[0].unit == 1);
    CHECK(metrics[1].unit == 1);
    CHECK(metrics[2].unit == 1000);
    CHECK_FALSE(metrics[0].larger_is_better);
    request.plan.no_monetary = true;
    CHECK(metrics_of(request).size() == 2);
}

TEST_CASE("a score counts the cut points below a value") {
    Metric days;
    days.larger_is_better = false;
    Metric money;
    money.larger_is_better = true;
    CHECK(score_above(money, 3, "v", {"1", "2"}) ==
          "1 + CASE WHEN v > 1 THEN 1 ELSE 0 END + CASE WHEN v > 2 THEN 1 ELSE 0 END");
    CHECK(score_above(days, 3, "v", {"1", "2"}) ==
          "3 - CASE WHEN v > 1 THEN 1 ELSE 0 END - CASE WHEN v > 2 THEN 1 ELSE 0 END");
}

}  // namespace
}  // namespace rfm::sql
