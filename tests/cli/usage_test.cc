// What is asked for in the wrong way ends with 64 and says what to do.
#include <string>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

void check_usage(const std::vector<std::string>& words, const std::string& message) {
    const Ran ran = rfm(words, "customer,date,amount\na,2025-01-02,1\n");
    CHECK(ran.status == 64);
    CHECK(ran.out == "");
    CHECK(ran.err == "rfm: " + message + "\n");
}

TEST_CASE("usage: commands and flags that there are not") {
    check_usage(
        {},
        "no command: give score, summary, report, diff, history, inspect, segments, presets or sql; see rfm --help");
    check_usage(
        {"scores"},
        "'scores' is no command: give score, summary, report, diff, history, inspect, segments, presets or sql; see "
        "rfm --help");
    check_usage({"score", "--as-off=today"},
                "The following argument was not expected: --as-off=today; see rfm score --help");
    CHECK(rfm({"score", "--bins", "many"}, "").err.starts_with("rfm: "));
    CHECK(rfm({"score", "--bins", "many"}, "").status == 64);
    CHECK(rfm({"score", "--as-of"}, "").status == 64);
    CHECK(rfm({"score", "-o", "a", "-o", "b"}, "").status == 64);
    CHECK(rfm({"segments", "x"}, "").status == 64);
}

// --as-of "$DAY" with a DAY that was never set must not score as of another day.
TEST_CASE("usage: empty values are refused") {
    for (const char* flag : {"--as-of", "--since", "--customer", "--date-format", "--map", "--rejects", "--summary",
                             "-o", "--method", "--delimiter", "--keep"}) {
        const Ran ran = rfm({"score", flag, ""}, "customer,date,amount\na,2025-01-02,1\n");
        INFO(flag << " " << ran.err);
        CHECK(ran.status == 64);
        CHECK(ran.out == "");
        CHECK(ran.err.find("must not be empty; see rfm score --help\n") != std::string::npos);
    }
    CHECK(rfm({"score", ""}).status == 64);
    CHECK(rfm({"segments", "--map", ""}).status == 64);
}

TEST_CASE("usage: help and version go to standard output") {
    const Ran version = rfm({"--version"});
    CHECK(version.status == 0);
    CHECK(version.err == "");
    CHECK(version.out.starts_with("rfm 0."));
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"--help"}, {"score", "--help"}, {"inspect", "--help"}, {"segments", "--help"}}) {
        const Ran help = rfm(words);
        CHECK(help.status == 0);
        CHECK(help.err == "");
        CHECK(help.out.find("Usage: rfm") != std::string::npos);
    }
    CHECK(run({"sh", "-c", RFM_PROGRAM " --help > /dev/full"}).status == 74);
}

TEST_CASE("inspect: shows what was found and writes no scores") {
    const Ran ran =
        rfm({"inspect", "--as-of", "2025-01-10", "--decimal", "."},
            "Customer ID;Order Date;Ship Date;Total\nx;13/01/2025;14/01/2025;1\nx;03/01/2025;04/01/2025;2,5\n");
    CHECK(ran.status == 65);  // a decimal comma; but what is known is shown
    CHECK(ran.out ==
          "input        standard input\n"
          "  dialect    semicolon, header, LF, UTF-8\n"
          "  column     customer: column 1 'Customer ID' (found)\n"
          "  column     date: column 2 'Order Date' (found)\n"
          "  column     amount: column 4 'Total' (found)\n"
          "date form    day first (31/01/2025)\n");
    const Ran good = rfm({"inspect", project_file("data/orders.csv")});
    CHECK(good.status == 0);
    CHECK(good.err == "");
    for (const char* part :
         {"  column     customer: column 3 'customer_id' (found)\n", "date form    year first (2025-01-31)\n",
          "sample row   customer 'C1206', 2023-07-30, amount",
          "as-of date   2025-07-01 (the day after the latest purchase)\n", "method       quintile, 5 scores\n",
          "cut points   --r-cuts ", "map          value\n", "2,104 rows read, 2,085 used\n"}) {
        INFO(part);
        CHECK(good.out.find(part) != std::string::npos);
    }
    CHECK(good.out.find("last_order_date") == std::string::npos);
}

TEST_CASE("segments: prints a map and its cells, or says what is wrong with it") {
    const Ran ran = rfm({"segments"});
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    CHECK(ran.out.starts_with("segment     r     f     m\nhigh-value  4-5   5     4-5\n"));
    CHECK(ran.out.find("r 5   B B B B B") != std::string::npos);
    CHECK(rfm({"segments", "--map", "rf10", "--labels", "en"}).out.find("Can't Lose Them") != std::string::npos);
    CHECK(rfm({"segments", "--labels", "zh"}).out.find("高价值客户") != std::string::npos);
    CHECK(rfm({"segments", "--no-monetary"}).status == 0);
    CHECK(rfm({"segments", "--bins", "3"}).status != 0);
    const TemporaryFolder folder;
    const Ran bad = rfm({"segments", "--map", folder.write("map.csv", "segment,r,f,m\na,1,1,1\n")});
    CHECK(bad.status == 65);
    CHECK(bad.err.find("map.csv") != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
