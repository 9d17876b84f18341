// Tableau's two Superstore samples: line items with order ids, a file name with blanks, and Chinese headers in GBK.
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "cli/published_scores.h"

namespace rfm::test {
namespace {

TEST_CASE("superstore-us: line items become orders, and the file name has blanks") {
    const std::string lines = shared_file("superstore-us/Sample - Superstore.csv");
    if (lines.empty()) return;
    const std::string out = scored({lines, "--as-of", "2019-12-31", "--method", "r-rfm"});
    Comparison how;
    how.decimals = 4;
    CHECK(check_published(out, shared_file("superstore-us/expected_rfm.csv"), how) == 793);
    CHECK(total_amount(out, 4) == 22'972'008'603);
    // Its dates are unpadded and month first, which its rows decide; saying so changes nothing.
    CHECK(scored({lines, "--as-of", "2019-12-31", "--method", "r-rfm", "--date-format", "mdy"}) == out);
}

const std::vector<std::string> zh_as_in_r = {"--as-of", "2017-12-31", "--method", "r-rfm"};

std::string scored_zh(std::vector<std::string> arguments, std::string_view input = {}) {
    arguments.insert(arguments.end(), zh_as_in_r.begin(), zh_as_in_r.end());
    return scored(std::move(arguments), input);
}

Comparison zh_comparison() {
    Comparison how;
    how.decimals = 3;
    return how;
}

// In R each order was added up first and dated by its earliest line.
TEST_CASE("superstore-zh: orders added up first, dated by their earliest line, score as in R") {
    const std::string lines = shared_file("superstore-zh/superstore_zh_orders.utf8bom.csv");
    if (lines.empty()) return;
    const CsvTable table(read_file(lines));
    REQUIRE(table.size() == 10'000);
    struct Order {
        std::string date;
        long long amount = 0;
    };
    std::map<std::pair<std::string, std::string>, Order> orders;
    for (std::size_t i = 0; i < table.size(); ++i) {
        Order& order = orders[{table.field(i, "客户 ID"), table.field(i, "订单 ID")}];
        const std::string& date = table.field(i, "订单日期");
        if (order.date.empty() || date < order.date) order.date = date;
        order.amount += rounded(table.field(i, "销售额"), 3);
    }
    std::string text = "客户 ID,订单 ID,订单日期,销售额\n";
    for (const auto& [key, order] : orders) {
        REQUIRE(order.amount > 0);
        text += csv_line(
            {key.first, key.second, order.date, fmt::format("{}.{:03}", order.amount / 1000, order.amount % 1000)});
    }
    CHECK(check_published(scored_zh({}, text), shared_file("superstore-zh/expected_rfm.csv"), zh_comparison()) == 790);
}

// Here a customer's last order is the latest line. Six orders have lines of different days, and for one of their
// customers that line is the latest of all. Nobody else's score moves.
TEST_CASE("superstore-zh: the file as it is differs from R in one customer") {
    const std::string lines = shared_file("superstore-zh/superstore_zh_orders.utf8bom.csv");
    if (lines.empty()) return;
    std::string out = scored_zh({lines});
    CHECK(total_amount(out, 3) == 16'117'548'237);
    const std::string ours = "\n邱谦-19255,2017-12-30,1,10,38200.624,5,5,5,555,high-value\n";
    const std::string as_r_has_it = "\n邱谦-19255,2017-08-31,122,10,38200.624,3,5,5,355,potential\n";
    const std::size_t at = out.find(ours);
    REQUIRE(at != std::string::npos);
    out.replace(at, ours.size(), as_r_has_it);
    CHECK(check_published(out, shared_file("superstore-zh/expected_rfm.csv"), zh_comparison()) == 790);
}

TEST_CASE("superstore-zh: the GBK file gives the same bytes, and says what it was read as") {
    const std::string utf8 = shared_file("superstore-zh/superstore_zh_orders.utf8bom.csv");
    const std::string gbk = shared_file("superstore-zh/superstore_zh_orders.gbk.csv");
    if (utf8.empty() || gbk.empty()) return;
    const std::string expected = scored_zh({utf8});
    CHECK(scored_zh({gbk, "--encoding", "gbk"}) == expected);
    std::vector<std::string> words = {"score", gbk};
    words.insert(words.end(), zh_as_in_r.begin(), zh_as_in_r.end());
    CHECK(rfm(words).out == expected);
    const Ran inspected = rfm({"inspect", gbk});
    CHECK(inspected.out.find("GB18030 (detected)") != std::string::npos);
    CHECK(inspected.err.find("--encoding GB18030 states it") != std::string::npos);
    const Ran refused = rfm({"score", gbk, "--encoding", "utf-8"});
    CHECK(refused.status == 65);
    CHECK(refused.err.find(gbk + ":1: the text is not UTF-8 here") != std::string::npos);
    CHECK(refused.err.find("try --encoding gb18030") != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
