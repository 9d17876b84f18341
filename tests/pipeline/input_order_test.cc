// The order of rows, and which file each stands in, must not show in the scores.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

std::vector<CsvRow> made_rows() {
    GeneratedOrders wanted;
    wanted.rows = 3000;
    wanted.customers = 400;
    return generate_orders(wanted);
}

std::string scores_of(const std::vector<std::string>& inputs) {
    Plan plan;
    plan.inputs = inputs;
    return csv_text(score(plan));
}

void shuffle(std::vector<CsvRow>& rows, std::uint64_t seed) {
    Numbers numbers(seed);
    for (std::size_t i = rows.size(); i > 1; --i) {
        std::swap(rows[i - 1], rows[static_cast<std::size_t>(numbers.below(static_cast<int>(i)))]);
    }
}

TEST_CASE("input: shuffled rows give the same bytes") {
    const TemporaryFolder folder;
    std::vector<CsvRow> rows = made_rows();
    const std::string sorted = scores_of({folder.write("orders.csv", orders_text(rows))});
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        shuffle(rows, seed);
        CHECK(scores_of({folder.write("shuffled.csv", orders_text(rows))}) == sorted);
    }
}

TEST_CASE("input: the rows in several files, in any order, give the same bytes") {
    const TemporaryFolder folder;
    const std::vector<CsvRow> rows = made_rows();
    const std::string whole = scores_of({folder.write("orders.csv", orders_text(rows))});
    std::vector<std::string> files;
    const std::size_t cuts[] = {0, 1, 1000, 2500, 3000};
    for (std::size_t i = 0; i + 1 < std::size(cuts); ++i) {
        const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(cuts[i]);
        const auto end = rows.begin() + static_cast<std::ptrdiff_t>(cuts[i + 1]);
        files.push_back(folder.write(fmt::format("part{}.csv", i), orders_text({begin, end})));
    }
    do {
        CHECK(scores_of(files) == whole);
    } while (std::next_permutation(files.begin(), files.end()));
}

// Each file is read by its own header: columns may stand elsewhere, have other names and other delimiters.
TEST_CASE("input: files of different layouts add up") {
    const TemporaryFolder folder;
    const std::vector<CsvRow> rows = made_rows();
    const std::string whole = scores_of({folder.write("orders.csv", orders_text(rows))});
    const std::vector<CsvRow> first(rows.begin(), rows.begin() + 1500);
    std::string second = "Amount;Order Date;Customer ID;Order ID\r\n";
    for (std::size_t i = 1500; i < rows.size(); ++i) {
        second += csv_line({rows[i][3], rows[i][2], rows[i][0], rows[i][1]}, ';');
    }
    CHECK(scores_of({folder.write("first.csv", orders_text(first)), folder.write("second.csv", second)}) == whole);
}

// The same order id in two files is one order of a customer.
TEST_CASE("input: an order split over files is counted once") {
    const TemporaryFolder folder;
    const std::string a = folder.write("a.csv", "customer,order id,date,amount\nx,1,2025-01-01,1\n");
    const std::string b = folder.write("b.csv", "customer,order id,date,amount\nx,1,2025-01-02,2\ny,1,2025-01-02,5\n");
    CHECK(scores_of({a, b}).find("\nx,2025-01-02,1,1,3,") != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
