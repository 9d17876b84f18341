// The cut points that a run reports, given back with --method cuts, repeat its scores.
#include <string>

#include <nlohmann/json.hpp>

#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"
#include "support/program.h"

namespace rfm::test {
namespace {

std::string list(const nlohmann::json& cuts) {
    std::string text;
    for (const auto& cut : cuts) {
        if (!text.empty()) text += ',';
        text += cut.is_string() ? cut.get<std::string>() : cut.dump();
    }
    return text;
}

void check_repeats(const std::vector<std::string>& arguments, const std::vector<std::string>& method) {
    const TemporaryFolder folder;
    std::vector<std::string> first = {"score", "--summary", folder.file("summary.json")};
    first.insert(first.end(), arguments.begin(), arguments.end());
    first.insert(first.end(), method.begin(), method.end());
    const Ran ran = rfm(first);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const auto cuts = nlohmann::json::parse(read_file(folder.file("summary.json")))["cuts"];

    std::vector<std::string> second = {"score",
                                       "--method",
                                       "cuts",
                                       "--r-cuts",
                                       list(cuts["recency_days"]),
                                       "--f-cuts",
                                       list(cuts["frequency"]),
                                       "--m-cuts",
                                       list(cuts["monetary"]),
                                       "--summary",
                                       folder.file("again.json")};
    second.insert(second.end(), arguments.begin(), arguments.end());
    if (method.size() > 2) second.insert(second.end(), method.begin() + 2, method.end());  // --bins
    const Ran again = rfm(second);
    INFO(again.err);
    REQUIRE(again.status == 0);
    CHECK(again.out == ran.out);
    // And they stay what they are.
    CHECK(nlohmann::json::parse(read_file(folder.file("again.json")))["cuts"] == cuts);
}

void check_methods(const std::vector<std::string>& arguments) {
    for (const std::vector<std::string>& method : {std::vector<std::string>{"--method", "quintile"},
                                                   {"--method", "r-rfm"},
                                                   {"--method", "quintile", "--bins", "10"},
                                                   {"--method", "r-rfm", "--bins", "2"}}) {
        INFO(method[1] << (method.size() > 2 ? " " + method[3] : ""));
        check_repeats(arguments, method);
    }
}

TEST_CASE("cut points repeat the scores of made orders") {
    const TemporaryFolder folder;
    GeneratedOrders wanted;
    for (wanted.seed = 1; wanted.seed <= 3; ++wanted.seed) {
        check_methods({folder.write("orders.csv", orders_text(generate_orders(wanted)))});
    }
    wanted.customers = 3;  // fewer customers than scores
    wanted.rows = 20;
    check_methods({folder.write("orders.csv", orders_text(generate_orders(wanted)))});
    wanted.amounts = 1;  // everybody the same
    wanted.days = 1;
    check_methods({folder.write("orders.csv", orders_text(generate_orders(wanted)))});
}

TEST_CASE("cut points repeat the scores of the project's own orders") {
    check_methods({project_file("data/orders.csv"), "--drop", "status=cancelled"});
}

TEST_CASE("cut points repeat the scores of real orders") {
    for (const char* name :
         {"rfm-r/rfm_data_orders.csv", "chinook/invoices.csv", "uci-online-retail/orders_with_cancellations.csv",
          "superstore-us/Sample - Superstore.csv", "superstore-zh/superstore_zh_orders.utf8bom.csv"}) {
        const std::string path = shared_file(name);
        if (path.empty()) continue;
        INFO(name);
        check_methods({path});
        check_methods({path, "--refunds", "as-orders"});
    }
}

}  // namespace
}  // namespace rfm::test
