// The sample data of the R package rfm: every published score must come out the same.
#include <string>

#include "cli/published_scores.h"

namespace rfm::test {
namespace {

TEST_CASE("rfm-r: scores agree with the R package for 3, 4, 5 and 10 scores and for custom bands") {
    const std::string orders = shared_file("rfm-r/rfm_data_orders.csv");
    if (orders.empty()) return;
    struct Run {
        std::string expected;
        std::vector<std::string> flags;
        bool compare_rfm_score = true;
    };
    const Run runs[] = {
        {"rfm-r/expected_rfm.csv", {}},
        {"rfm-r/expected_rfm_schemes.csv", {}},
        {"rfm-r/expected_rfm_bins3.csv", {"--bins", "3"}},
        {"rfm-r/expected_rfm_bins4.csv", {"--bins", "4"}},
        // With scores of two digits the program writes 10-9-10 where R writes the digits in one.
        {"rfm-r/expected_rfm_bins10.csv", {"--bins", "10"}, false},
        {"rfm-r/expected_rfm_custom_thresholds.csv",
         {"--r-cuts", "115,181,297,482", "--f-cuts", "4,5,6,8", "--m-cuts", "256,382,506,666"}},
    };
    for (const Run& run : runs) {
        std::vector<std::string> arguments = {orders, "--as-of", "2006-12-31", "--method", "r-rfm"};
        arguments.insert(arguments.end(), run.flags.begin(), run.flags.end());
        const std::string out = scored(arguments);
        Comparison how;
        how.decimals = 0;
        how.compare_rfm_score = run.compare_rfm_score;
        CHECK(check_published(out, shared_file(run.expected), how) == 995);
        CHECK(total_amount(out, 0) == 464'158);
    }
}

TEST_CASE("rfm-r: the customers named in the package's documentation") {
    const std::string orders = shared_file("rfm-r/rfm_data_orders.csv");
    if (orders.empty()) return;
    const std::string out = scored({orders, "--as-of", "2006-12-31", "--method", "r-rfm"});
    for (const char* line :
         {"\nAbbey O'Reilly,2006-06-09,205,6,472,3,4,3,343,", "\nAdd Senger,2006-08-13,140,3,340,4,1,2,412,",
          "\nAden Lesch,2006-06-20,194,4,405,3,2,3,323,", "\nAden Murphy,"}) {
        CHECK(out.find(line) != std::string::npos);
    }
    const std::size_t aden = out.find("\nAden Murphy,");
    CHECK(out.substr(aden, out.find('\n', aden + 1) - aden).find(",544,") != std::string::npos);
}

// The second sample is already added up: each customer becomes as many orders as it says, the first of which carries
// the revenue.
TEST_CASE("rfm-r: aggregated customers, spread out to orders again, score as in the R package") {
    const std::string customers = shared_file("rfm-r/rfm_data_customer.csv");
    if (customers.empty()) return;
    const CsvTable table(read_file(customers));
    REQUIRE(table.size() == 39'999);
    std::string orders = "customer_id,order_date,amount\n";
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::string begin = table.field(i, "customer_id") + "," + table.field(i, "most_recent_visit") + ",";
        const int count = std::stoi(table.field(i, "number_of_orders"));
        for (int order = 0; order < count; ++order) {
            orders += begin + (order == 0 ? table.field(i, "revenue") : "0") + "\n";
        }
    }
    const std::string out = scored({"--as-of", "2007-01-01", "--method", "r-rfm"}, orders);
    Comparison how;
    how.decimals = 0;
    CHECK(check_published(out, shared_file("rfm-r/expected_rfm_customer.csv"), how) == 39'999);
}

}  // namespace
}  // namespace rfm::test
