#include "diff/scored_columns.h"

#include "diff/scored_text.h"

namespace rfm::diff {
namespace {

using test::error_of;

TEST_CASE("scored columns: found by name, in any order, among others") {
    const ScoredColumns columns({"note", "segment", "monetary", "customer_id", "r_score"}, "a.csv");
    CHECK(columns.positions() == std::vector<std::uint32_t>{3, 1, 2, 4});
    CHECK(columns.slot(ScoredColumn::customer_id) == 0);
    CHECK(columns.slot(ScoredColumn::segment) == 1);
    CHECK(columns.slot(ScoredColumn::monetary) == 2);
    CHECK(columns.slot(ScoredColumn::r_score) == 3);
    CHECK(!columns.has(ScoredColumn::m_score));
    CHECK(!columns.has(ScoredColumn::recency_days));
}

TEST_CASE("scored columns: what is missing, or there twice, is named") {
    const auto refusal = [](const std::vector<std::string>& header) {
        return error_of([&] { ScoredColumns(header, "a.csv"); });
    };
    CHECK(refusal({"customer_id", "date"}) ==
          "65 a.csv: is no file that rfm score wrote: it has no column 'segment'; its header is 'customer_id', 'date'");
    CHECK(refusal({"Segment", "segment"}) ==
          "65 a.csv: is no file that rfm score wrote: it has no column 'customer_id'; its header is 'Segment', "
          "'segment'");
    CHECK(refusal({"x"}) ==
          "65 a.csv: is no file that rfm score wrote: it has no column 'customer_id' and no 'segment'; its header is "
          "'x'");
    CHECK_THAT(refusal(std::vector<std::string>(14, "x")), Catch::EndsWith("'x', 'x' and 2 more"));
    CHECK(refusal({"customer_id", "segment", "monetary", "monetary"}) ==
          "65 a.csv: column 'monetary' stands there twice; which one is it?");
}

}  // namespace
}  // namespace rfm::diff
