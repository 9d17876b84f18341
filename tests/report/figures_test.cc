#include "report/figures.h"

#include <limits>

#include "report/example_contents.h"
#include "report/value_words.h"
#include "support/catch.h"

namespace rfm::report {
namespace {

TEST_CASE("figures: exact texts and shares") {
    CHECK(count_text(1'234'567) == "1,234,567");
    CHECK(money_text("-1234.50") == "-1,234.50");
    CHECK(money_text("") == "–");
    CHECK(share_text(1, 3) == "33.3%");
    CHECK(share_text(1, 2000) == "0.1%");  // half of a tenth goes up
    CHECK(share_text(-1, 3) == "–");
    CHECK(share_text(1, 0) == "–");
    CHECK(scaled("-12.5") == -12'500'000);
    CHECK(scaled("7") == 7'000'000);
    CHECK(scaled("") == 0);
    CHECK(quotient_text(scaled("100"), 3, 2) == "33.33");
    CHECK(quotient_text(scaled("-0.05"), 2, 2) == "-0.03");
    CHECK(quotient_text(scaled("20"), 0, 2) == "–");
    CHECK(amount_text(50'500'000) == "50.5");
}

TEST_CASE("figures: score bands by method") {
    RunSummary summary = test::example_summary();
    const Words& words = words_of(Labels::english);
    const auto text = [&](std::size_t metric, std::size_t i) {
        return band_words(summary, metric, score_bands(summary, metric)[i], words);
    };
    CHECK(score_bands(summary, recency).front().score == 5);
    CHECK(score_bands(summary, monetary).back().score == 5);
    CHECK(text(recency, 0) == "30 days or fewer");
    CHECK(text(recency, 1) == "31 to 90 days");
    CHECK(text(recency, 4) == "366 days or more");
    CHECK(text(frequency, 1) == "2 orders");
    CHECK(score_bands(summary, frequency)[2].is_empty);
    CHECK(text(monetary, 4) == "400.01 or more");
    summary.cuts.monetary_scaled = {-1'505'001, 30'799'999, 50'000'000, 60'000'000};  // as of quantiles between amounts
    CHECK(text(monetary, 0) == "-1.51 or less");
    CHECK(text(monetary, 1) == "-1.50 to 30.79");
    CHECK(text(monetary, 2) == "30.80 to 50.00");
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    summary.cuts.monetary_scaled = {-most - 1, 0, most, most};
    CHECK(text(monetary, 1) == "-9,223,372,036,854.765808 to 0.00");
    CHECK(score_bands(summary, monetary)[4].is_empty);
}

}  // namespace
}  // namespace rfm::report
