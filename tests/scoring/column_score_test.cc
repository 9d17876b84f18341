#include <algorithm>
#include <limits>

#include <rfm/error.h>

#include "scoring/score_column.h"
#include "scoring/score_oracle.h"
#include "support/catch.h"

namespace rfm::scoring {
namespace {

using oracle::Scores;
using oracle::Values;

constexpr Direction both_directions[] = {Direction::larger_is_better, Direction::smaller_is_better};
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

Rule rule(Method method, int bins = 5, Values cuts = {}, std::int64_t unit = 1) {
    return {method, bins, std::move(cuts), unit, Direction::larger_is_better};
}

Scores scores_of(const Values& values, Direction direction, const Rule& by) {
    return score_column(values, direction, by).scores;
}

ErrorKind refusal(const Rule& by) {
    try {
        score_column(Values{1, 2, 3}, Direction::larger_is_better, by);
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::bug;
}

TEST_CASE("quintile gives equal shares where there are no ties, and ties share a score") {
    const Values ten = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
    CHECK(scores_of(ten, Direction::larger_is_better, rule(Method::quintile)) == Scores{1, 1, 2, 2, 3, 3, 4, 4, 5, 5});
    CHECK(scores_of(ten, Direction::smaller_is_better, rule(Method::quintile)) == Scores{5, 5, 4, 4, 3, 3, 2, 2, 1, 1});

    const Values orders = {1, 1, 1, 1, 1, 1, 2, 2, 3, 7};
    const ColumnScore scored = score_column(orders, Direction::larger_is_better, rule(Method::quintile));
    CHECK(scored.scores == Scores{1, 1, 1, 1, 1, 1, 4, 4, 5, 5});
    CHECK(scored.cut_points == Values{1, 1, 1, 2});
}

TEST_CASE("quintile reports a cut below every value when nobody has the best recency score") {
    const Values days = {5, 5, 5, 5, 5, 5, 40, 80};
    const ColumnScore scored = score_column(days, Direction::smaller_is_better, rule(Method::quintile));
    CHECK(scored.scores == Scores{2, 2, 2, 2, 2, 2, 1, 1});
    CHECK(scored.cut_points == Values{4, 4, 4, 39});
    CHECK(scores_of(days, Direction::smaller_is_better, rule(Method::cuts, 5, scored.cut_points)) == scored.scores);
}

TEST_CASE("all values equal score 1 by quintile in both directions") {
    for (const Direction direction : both_directions) {
        CHECK(scores_of(Values(7, 3), direction, rule(Method::quintile)) == Scores(7, 1));
    }
}

TEST_CASE("cuts hold their upper end, equal neighbours mean an empty band") {
    const Values days = {0, 30, 31, 90, 91, 365, 366};
    CHECK(scores_of(days, Direction::smaller_is_better, rule(Method::cuts, 5, {30, 90, 180, 365})) ==
          Scores{5, 5, 4, 4, 3, 2, 1});
    CHECK(scores_of({1, 2, 3}, Direction::larger_is_better, rule(Method::cuts, 5, {1, 1, 1, 2})) == Scores{1, 4, 5});
}

TEST_CASE("ntile splits ties by position and gives the first buckets the rest") {
    CHECK(scores_of(Values(7, 1), Direction::larger_is_better, rule(Method::ntile)) == Scores{1, 1, 2, 2, 3, 4, 5});
    CHECK(scores_of(Values(7, 1), Direction::smaller_is_better, rule(Method::ntile)) == Scores{1, 1, 2, 2, 3, 4, 5});
    CHECK(scores_of({9, 1, 5}, Direction::larger_is_better, rule(Method::ntile)) == Scores{3, 1, 2});
    CHECK(scores_of({9, 1, 5}, Direction::smaller_is_better, rule(Method::ntile)) == Scores{1, 3, 2});
}

TEST_CASE("r-rfm adds 1 to the quantile and closes bands on the left") {
    // Type-7 quantiles of 1..6 at fifths: 2, 3, 4, 5. Bands: below 3, [3,4), [4,5), [5,6), from 6.
    const ColumnScore up = score_column(Values{1, 2, 3, 4, 5, 6}, Direction::larger_is_better, rule(Method::r_rfm));
    CHECK(up.scores == Scores{1, 1, 2, 3, 4, 5});
    CHECK(up.cut_points == Values{2, 3, 4, 5});
    CHECK(scores_of({1, 2, 3, 4, 5, 6}, Direction::smaller_is_better, rule(Method::r_rfm)) == Scores{5, 5, 4, 3, 2, 1});
    // In scaled amounts the 1 is a whole unit: 2.000000 + 1.
    const Values scaled = {1'000'000, 2'999'999, 3'000'000, 9'000'000};
    CHECK(scores_of(scaled, Direction::larger_is_better, rule(Method::r_rfm, 2, {}, 1'000'000)) == Scores{1, 1, 1, 2});
}

TEST_CASE("r-rfm with breaks of the user's puts a value that equals a break into the upper band") {
    const Rule breaks = rule(Method::r_rfm, 5, {115, 181, 297, 482});
    const ColumnScore scored = score_column(Values{114, 115, 180, 181, 482}, Direction::smaller_is_better, breaks);
    CHECK(scored.scores == Scores{5, 4, 4, 3, 1});
    CHECK(scored.cut_points == Values{114, 180, 296, 481});
}

TEST_CASE("the example of docs/scoring.md") {
    const Values orders = {1, 1, 1, 1, 1, 1, 2, 2, 3, 7};
    const auto up = Direction::larger_is_better;
    CHECK(scores_of(orders, up, rule(Method::quintile)) == Scores{1, 1, 1, 1, 1, 1, 4, 4, 5, 5});
    CHECK(scores_of(orders, up, rule(Method::ntile)) == Scores{1, 1, 2, 2, 3, 3, 4, 4, 5, 5});
    CHECK(scores_of(orders, up, rule(Method::r_rfm)) == Scores{1, 1, 1, 1, 1, 1, 3, 3, 4, 5});
    CHECK(scores_of(orders, up, rule(Method::cuts, 5, {1, 2, 5, 10})) == Scores{1, 1, 1, 1, 1, 1, 2, 2, 3, 4});
    CHECK(score_column(orders, up, rule(Method::quintile)).cut_points == Values{1, 1, 1, 2});
    CHECK(score_column(orders, up, rule(Method::ntile)).cut_points == Values{1, 1, 1, 2});
    CHECK(score_column(orders, up, rule(Method::r_rfm)).cut_points == Values{1, 1, 2, 3});

    const Values days = {3, 3, 8, 15, 40, 40, 61, 120, 200, 400};
    const ColumnScore recency = score_column(days, Direction::smaller_is_better, rule(Method::quintile));
    CHECK(recency.scores == Scores{5, 5, 4, 4, 3, 3, 2, 2, 1, 1});
    CHECK(recency.cut_points == Values{7, 39, 60, 199});
    CHECK(scores_of(days, Direction::smaller_is_better, rule(Method::cuts, 5, {30, 90, 180, 365})) ==
          Scores{5, 5, 5, 5, 4, 4, 4, 3, 2, 1});
}

TEST_CASE("no values: no scores and no cut points") {
    for (const Method method : {Method::quintile, Method::ntile, Method::r_rfm}) {
        const ColumnScore scored = score_column({}, Direction::larger_is_better, rule(method));
        CHECK(scored.scores.empty());
        CHECK(scored.cut_points.empty());
    }
    CHECK(score_column({}, Direction::larger_is_better, rule(Method::cuts, 3, {1, 2})).scores.empty());
}

TEST_CASE("cut points that are too few, too many or falling are refused") {
    CHECK(refusal(rule(Method::cuts, 5)) == ErrorKind::usage);
    CHECK(refusal(rule(Method::cuts, 5, {1, 2, 3})) == ErrorKind::usage);
    CHECK(refusal(rule(Method::r_rfm, 5, {1, 2, 3, 4, 5})) == ErrorKind::usage);
    CHECK(refusal(rule(Method::quintile, 11)) == ErrorKind::usage);
    CHECK(refusal(rule(Method::quintile, 1)) == ErrorKind::usage);
    CHECK_THROWS_WITH(score_column(Values{1}, Direction::larger_is_better, rule(Method::cuts, 4, {1, 3, 2})),
                      "cut point number 3 is smaller than the one before it; give them in rising order");
    CHECK_THROWS_WITH(score_column({}, Direction::larger_is_better, rule(Method::cuts, 3, {1})),
                      "1 cut point was given, but 3 bins need 2; give 2 or change --bins");
}

TEST_CASE("every method agrees with its definition on random columns") {
    oracle::ColumnMaker maker(20240229);
    for (int round = 0; round < 400; ++round) {
        const Values values = maker.make();
        const Direction direction = both_directions[maker.pick(0, 1)];
        for (int bins = 2; bins <= 10; ++bins) {
            const std::int64_t unit = maker.pick(0, 1) == 0 ? 1 : 1'000'000;
            CAPTURE(round, values.size(), bins, unit, direction == Direction::larger_is_better);
            const ColumnScore quintile = score_column(values, direction, rule(Method::quintile, bins));
            const ColumnScore r_rfm = score_column(values, direction, rule(Method::r_rfm, bins, {}, unit));
            const ColumnScore ntile = score_column(values, direction, rule(Method::ntile, bins));
            REQUIRE(quintile.scores == oracle::quintile(values, direction, bins));
            REQUIRE(r_rfm.scores == oracle::r_rfm(values, direction, bins, unit));
            REQUIRE(ntile.scores == oracle::ntile(values, direction, bins));

            // The cut points repeat the scores, by our code and by the definition of `cuts`.
            for (const ColumnScore* scored : {&quintile, &r_rfm, &ntile}) {
                REQUIRE(scored->cut_points.size() == static_cast<std::size_t>(bins) - 1);
                REQUIRE(std::is_sorted(scored->cut_points.begin(), scored->cut_points.end()));
                const Scores repeated = oracle::cuts(values, direction, scored->cut_points);
                REQUIRE(scores_of(values, direction, rule(Method::cuts, bins, scored->cut_points)) == repeated);
                if (scored != &ntile) REQUIRE(repeated == scored->scores);
            }
        }
    }
}

TEST_CASE("ntile's cut points repeat its scores where no value comes twice") {
    oracle::ColumnMaker maker(7);
    for (int round = 0; round < 100; ++round) {
        Values values(static_cast<std::size_t>(maker.pick(1, 60)));
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::int64_t>(i) * 17 - 200;
        std::shuffle(values.begin(), values.end(), maker.engine());
        const int bins = static_cast<int>(maker.pick(2, 10));
        for (const Direction direction : both_directions) {
            const ColumnScore scored = score_column(values, direction, rule(Method::ntile, bins));
            CAPTURE(values.size(), bins, direction == Direction::larger_is_better);
            REQUIRE(oracle::cuts(values, direction, scored.cut_points) == scored.scores);
        }
    }
}

TEST_CASE("cuts agree with their definition on random cut points") {
    oracle::ColumnMaker maker(99);
    for (int round = 0; round < 300; ++round) {
        const Values values = maker.make();
        Values points;
        const int bins = static_cast<int>(maker.pick(2, 10));
        for (int i = 1; i < bins; ++i) points.push_back(maker.pick(-20, 80));
        std::sort(points.begin(), points.end());
        for (const Direction direction : both_directions) {
            REQUIRE(scores_of(values, direction, rule(Method::cuts, bins, points)) ==
                    oracle::cuts(values, direction, points));
        }
    }
}

TEST_CASE("the order of the values does not matter to quintile") {
    oracle::ColumnMaker maker(3);
    for (int round = 0; round < 100; ++round) {
        const Values values = maker.make();
        std::vector<std::size_t> order(values.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::shuffle(order.begin(), order.end(), maker.engine());
        Values shuffled;
        for (const std::size_t i : order) shuffled.push_back(values[i]);
        for (const Direction direction : both_directions) {
            const ColumnScore one = score_column(values, direction, rule(Method::quintile));
            const ColumnScore other = score_column(shuffled, direction, rule(Method::quintile));
            REQUIRE(one.cut_points == other.cut_points);
            for (std::size_t i = 0; i < order.size(); ++i) REQUIRE(other.scores[i] == one.scores[order[i]]);
        }
    }
}

TEST_CASE("values at both ends of 64 bits score without overflow") {
    const std::vector<Values> columns = {
        {lowest},
        {highest},
        {lowest, highest},
        {lowest, lowest, lowest, highest},
        {highest, highest, highest, lowest},
        {lowest, lowest + 1, -1, 0, 1, highest - 1, highest},
        Values(6, lowest),
        Values(6, highest),
    };
    for (const Values& values : columns) {
        for (const Direction direction : both_directions) {
            for (int bins = 2; bins <= 10; ++bins) {
                CAPTURE(values, bins, direction == Direction::larger_is_better);
                REQUIRE(scores_of(values, direction, rule(Method::quintile, bins)) ==
                        oracle::quintile(values, direction, bins));
                REQUIRE(scores_of(values, direction, rule(Method::ntile, bins)) ==
                        oracle::ntile(values, direction, bins));
                REQUIRE(scores_of(values, direction, rule(Method::r_rfm, bins, {}, 1'000'000)) ==
                        oracle::r_rfm(values, direction, bins, 1'000'000));
            }
        }
    }
    CHECK(scores_of({lowest, highest}, Direction::larger_is_better, rule(Method::r_rfm, 2, {lowest})) == Scores{2, 2});
}

}  // namespace
}  // namespace rfm::scoring
