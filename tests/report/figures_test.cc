#include "report/figures.h"

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
        const ScoreBand band = score_bands(summary, metric)[i];
        return bar_words(metric, {band.from, band.to, 0}, words);
    };
    CHECK(score_bands(summary, recency).front().score == 5);
    CHECK(score_bands(summary, monetary).back().score == 5);
    CHECK(text(recency, 0) == "fewer than 31 days");
    CHECK(text(recency, 1) == "31 to 90 days");
    CHECK(text(recency, 4) == "366 days or more");
    CHECK(text(frequency, 1) == "2 orders");
    CHECK(score_bands(summary, frequency)[2].is_empty);
    summary.method = Method::r_rfm;  // a value that equals a cut point is above it
    CHECK(text(recency, 0) == "fewer than 30 days");
    CHECK(text(monetary, 4) == "400 or more");
}

}  // namespace
}  // namespace rfm::report
