#include "diff/change_rows.h"

#include "support/catch.h"

namespace rfm::diff {
namespace {

TEST_CASE("change rows: every move, fields as they stand, quoted where they have to be") {
    const SegmentOrder order = SegmentOrder::candidates("", 5).front();
    ScoredCustomer before;
    before.id = "a,1";
    before.rfm_score = "543";
    before.recency_days = "07";
    before.monetary = "1.50";
    ScoredCustomer now;
    now.id = "a,1";
    now.rfm_score = "10-9-10";
    now.recency_days = "8";
    now.monetary = "-2";
    std::string out;
    append_change(out, {&before, &now, 2, 1}, order);
    append_change(out, {&before, &now, 0, 3}, order);
    append_change(out, {&before, nullptr, 0, 4}, order);
    append_change(out, {nullptr, &now, 4, 3}, order);
    CHECK(out ==
          "\"a,1\",rising,at-risk,potential,543,10-9-10,07,8,1.50,-2\n"
          "\"a,1\",slipping,high-value,sleeping,543,10-9-10,07,8,1.50,-2\n"
          "\"a,1\",lost,high-value,,543,,07,,1.50,\n"
          "\"a,1\",won,,sleeping,,10-9-10,,8,,-2\n");
    CHECK(change_header() ==
          "customer_id,move,old_segment,new_segment,old_rfm_score,new_rfm_score,old_recency_days,new_recency_days,"
          "old_monetary,new_monetary\n");
}

}  // namespace
}  // namespace rfm::diff
