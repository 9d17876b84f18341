#include "csv/sample_records.h"

#include "support/catch.h"

namespace rfm::csv {
namespace {

using Names = std::vector<std::string>;

TEST_CASE("sample records: blank lines are none, and empty fields at the end are known") {
    const std::string text = "\n\r\na,b,,\r\n\"c\nd\",,e\n,,\nf";
    const SampleRecords records(text, 0, true, ',', 10);
    REQUIRE(records.list().size() == 4);
    CHECK(records.list()[0].begin == 3);
    CHECK(records.list()[0].end == 10);
    CHECK(records.list()[0].fields == 4);
    CHECK(records.list()[0].fields_in_use == 2);
    CHECK(records.list()[1].fields_in_use == 3);
    CHECK(records.list()[2].fields_in_use == 1);
    CHECK(records.fields(records.list()[0]) == Names{"a", "b", "", ""});
    CHECK(records.fields(records.list()[1]) == Names{"c\nd", "", "e"});
    CHECK(records.fields(records.list()[3]) == Names{"f"});
    CHECK_FALSE(records.open_quote());
    CHECK(SampleRecords(text, 0, false, ',', 10).list().size() == 3);  // the last one may go on
    CHECK(SampleRecords(text, 0, true, ',', 2).list().size() == 2);
    CHECK(SampleRecords(text, 8, true, ',', 2).list().front().begin == 10);
}

TEST_CASE("sample records: quotes that are out of place, or left open") {
    const std::string text = "a,b\n\"c\"d,e\nf,\"g\nh";
    const SampleRecords records(text, 0, true, ',', 10);
    REQUIRE(records.list().size() == 2);
    CHECK(records.list()[1].faulty);
    CHECK_FALSE(records.fields(records.list()[1]));
    CHECK(records.end() == 11);
    CHECK(records.open_quote() == 13);
}

}  // namespace
}  // namespace rfm::csv
