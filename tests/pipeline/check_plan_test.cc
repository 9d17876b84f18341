// Plans that contradict themselves are refused before anything is read.
#include "pipeline/check_plan.h"

#include <functional>
#include <string>

#include <rfm/error.h>

#include "support/catch.h"

namespace rfm::test {
namespace {

std::string refusal(const std::function<void(Plan&)>& change) {
    Plan plan;
    change(plan);
    try {
        pipeline::check_plan(plan);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
    return "";
}

TEST_CASE("check_plan: what makes sense passes") {
    CHECK(refusal([](Plan&) {}) == "");
    CHECK(refusal([](Plan& p) { p.as_of = p.since = 20'000; }) == "");
    CHECK(refusal([](Plan& p) {
              p.method = Method::cuts;
              p.no_monetary = true;
              p.cuts.recency_days = p.cuts.frequency = {1, 2, 3, 4};
          }) == "");
}

TEST_CASE("check_plan: what does not is refused, naming the flag") {
    CHECK(refusal([](Plan& p) { p.bins = 1; }) == "--bins 1: must be 2 to 10");
    CHECK(refusal([](Plan& p) { p.bins = 11; }) == "--bins 11: must be 2 to 10");
    CHECK(refusal([](Plan& p) {
              p.no_monetary = true;
              p.amount = "total";
          }) == "--no-monetary and --amount contradict each other");
    CHECK(refusal([](Plan& p) {
              p.no_monetary = true;
              p.sort = Column::m_score;
          }) == "--no-monetary: there is no amount to sort by");
    CHECK(refusal([](Plan& p) {
              p.as_of = 20'088;
              p.since = 20'089;
          }) == "--since 2025-01-01 is after --as-of 2024-12-31");
    CHECK(refusal([](Plan& p) { p.inputs.assign(2, "-"); }) == "standard input (-) can be read only once");
    CHECK(refusal([](Plan& p) { p.delimiter = '"'; }) == "--delimiter: a quote or a line end can't be the delimiter");
    CHECK(refusal([](Plan& p) { p.decimal_mark = ';'; }) == "--decimal: must be . or , or auto");
    CHECK(refusal([](Plan& p) { p.filters.emplace_back(); }) == "--keep: no value given");
    CHECK(refusal([](Plan& p) { p.rejects_path.push_back('-'); }).starts_with("--rejects -: "));
    CHECK(refusal([](Plan& p) {
              p.cuts.frequency = {1, 2, 3, 4};
          }) == "--r-cuts, --f-cuts and --m-cuts need --method cuts (or r-rfm)");
    CHECK(refusal([](Plan& p) { p.method = Method::cuts; }) ==
          "--method cuts with 5 scores needs 4 cut points in --r-cuts, as in --r-cuts 30,90,180,365");
    CHECK(refusal([](Plan& p) { p.chunk_size = 0; }) == "the chunk size must be at least 1 byte");
}

}  // namespace
}  // namespace rfm::test
