// What docs/history.md shows is what the program writes.
#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

TEST_CASE("history: the example of its page is the program's own output") {
    const Ran ran =
        rfm({"history", "--drop", "status=cancelled", "--every", "quarter", "data/orders.csv"}, {}, project_file("."));
    REQUIRE(ran.status == 0);
    const std::size_t begin = ran.out.find("2023-Q4,");
    const std::size_t end = ran.out.find("2024-Q1,");
    REQUIRE(end != std::string::npos);
    const std::string page = read_file(project_file("docs/history.md"));
    CHECK(page.find("```\n" + ran.out.substr(begin, end - begin) + "```\n") != std::string::npos);
    CHECK(page.find("    rfm history --drop status=cancelled --every quarter data/orders.csv\n") != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
