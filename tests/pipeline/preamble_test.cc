// Lines before the header, headers further down, and files whose columns stand in another order: none of it changes
// what is scored.
#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "orders/column_map.h"
#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

Plan plan_for(const std::string& path) {
    Plan plan;
    plan.inputs = {path};
    return plan;
}

std::string scores(const Plan& plan) {
    return csv_text(score(plan));
}

const std::vector<std::string> preamble_lines = {"Orders, all shops; 2025\n", "\"Generated on\";\"2025-02-01 10:00\"\n",
                                                 "\r\n", "From,2025-01-01\n", "an \"odd\" quote: 5\"\n"};

struct ShopHeader {
    std::string platform;
    std::string row;
    char delimiter;
    std::vector<std::string> names;
};

std::vector<ShopHeader> shop_headers() {
    std::vector<ShopHeader> headers;
    const std::string path = shared_file("shop-headers/header_rows.txt");
    if (path.empty()) return headers;
    std::ifstream in(path);
    std::string line;
    while (std::getline(in, line)) {
        const std::size_t tab = line.find('\t');
        if (line.starts_with('#') || tab == std::string::npos || line.starts_with("Shopify customers")) continue;
        ShopHeader header{line.substr(0, tab), line.substr(tab + 1), ',', {""}};
        if (header.row.find(';') != std::string::npos) header.delimiter = ';';
        for (const char c : header.row) {
            if (c == header.delimiter) {
                header.names.emplace_back();
            } else {
                header.names.back().push_back(c);
            }
        }
        headers.push_back(std::move(header));
    }
    return headers;
}

// Four orders below the header of a shop.
std::string shop_rows(const ShopHeader& header) {
    const orders::ColumnMap map = orders::map_columns(header.names, header.names.size(), {}, "f.csv");
    std::string text;
    for (int order = 1; order <= 4; ++order) {
        for (std::uint32_t column = 0; column < header.names.size(); ++column) {
            if (column > 0) text += header.delimiter;
            if (column == map.customer) {
                text += fmt::format("customer {}", order % 3);
            } else if (column == map.date) {
                text += fmt::format("2025-01-{:02}", order);
            } else if (column == map.amount) {
                text += fmt::format("{}.50", order * order);
            } else if (column == map.order_id) {
                text += fmt::format("o{}", order);
            } else if (header.names[column].find("urrency") != std::string::npos) {
                text += "EUR";
            }
        }
        text += '\n';
    }
    return text;
}

TEST_CASE("preamble: one to five lines before the header of each shop change nothing") {
    const TemporaryFolder folder;
    for (const ShopHeader& header : shop_headers()) {
        INFO(header.platform);
        const std::string table = header.row + "\n" + shop_rows(header);
        const std::string clean = scores(plan_for(folder.write("clean.csv", table)));
        std::string preamble;
        for (std::size_t lines = 1; lines <= preamble_lines.size(); ++lines) {
            preamble += preamble_lines[lines - 1];
            Plan plan = plan_for(folder.write("orders.csv", preamble + table));
            const ScoredCustomers found = score(plan);
            CHECK(csv_text(found) == clean);
            const RunSummary& summary = found.summary();
            CHECK(summary.rows.read == 4);
            const std::string place = fmt::format("header on line {} ({} {} before it skipped)", lines + 1, lines,
                                                  lines == 1 ? "line" : "lines");
            CHECK(summary.inputs[0].dialect.find(place) != std::string::npos);
            REQUIRE_FALSE(summary.warnings.empty());
            CHECK(summary.warnings[0] ==
                  fmt::format("{}: the header was found on line {}; skipped: {} before it, 'Orders, all shops; "
                              "2025'{}",
                              plan.inputs[0], lines + 1, lines == 1 ? "1 line" : fmt::format("{} lines", lines),
                              lines == 1 ? "" : " and so on"));
            plan.skip_lines = lines;
            const ScoredCustomers skipped = score(plan);
            CHECK(csv_text(skipped) == clean);
            CHECK(skipped.summary().inputs[0].dialect == summary.inputs[0].dialect);
            CHECK(skipped.summary().warnings.size() + 1 == summary.warnings.size());
        }
    }
}

TEST_CASE("preamble: lines in messages are those of the file") {
    const TemporaryFolder folder;
    Plan plan =
        plan_for(folder.write("orders.csv", "Orders\n\"of\nACME\"\ncustomer,date,amount\na,2025-01-01,1\nb,x,1\n"));
    const std::string words = whole_answer(plan);
    CHECK(words.find("orders.csv:6: column 'date': 'x'") != std::string::npos);
    plan.skip_lines = 3;
    CHECK(whole_answer(plan) == words);
}

TEST_CASE("preamble: any chunk size and number of threads") {
    const TemporaryFolder folder;
    GeneratedOrders wanted;
    wanted.rows = 60;
    const std::string table = orders_text(generate_orders(wanted));
    const std::string clean = scores(plan_for(folder.write("clean.csv", table)));
    Plan plan = plan_for(folder.write("orders.csv", "Orders, by \"ACME\"\n\n\"odd\n" + table));
    for (const unsigned threads : {1U, 3U}) {
        plan.threads = threads;
        for (const std::size_t size : {1UL, 7UL, 64UL, 100UL, 1000UL, 1UL << 20}) {
            plan.chunk_size = size;
            CAPTURE(threads, size);
            CHECK(scores(plan) == clean);
        }
    }
}

// Exports that were put one behind the other, each with its header.
TEST_CASE("repeated headers: dropped and counted at any place of a chunk, by any thread") {
    const TemporaryFolder folder;
    GeneratedOrders wanted;
    wanted.rows = 200;
    const std::vector<CsvRow> all = generate_orders(wanted);
    const ScoredCustomers once = score(plan_for(folder.write("clean.csv", orders_text(all))));
    std::string text;
    std::uint64_t parts = 0;
    for (std::size_t begin = 0; begin < all.size(); begin += 7, ++parts) {
        const std::size_t end = std::min(begin + 7, all.size());
        if (parts % 2 == 1) text += "\xEF\xBB\xBF";
        text += orders_text(
            {all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end)});
    }
    Plan plan = plan_for(folder.write("orders.csv", text));
    std::string first;
    for (const unsigned threads : {1U, 2U, 5U}) {
        plan.threads = threads;
        for (const std::size_t size : {1UL, 5UL, 63UL, 64UL, 65UL, 200UL, 1000UL, 4096UL, 1UL << 20}) {
            plan.chunk_size = size;
            CAPTURE(threads, size);
            const ScoredCustomers customers = score(plan);
            CHECK(csv_text(customers) == csv_text(once));
            const RowCounts& rows = customers.summary().rows;
            CHECK(rows.repeated_headers == parts - 1);
            CHECK(rows.used == once.summary().rows.used);
            CHECK(rows.rejected == 0);
            CHECK(rows.read == once.summary().rows.read + parts - 1);
            CHECK(customers.summary().warnings.empty());
        }
    }
    // Also of a pipe that has not decided on the form of its dates: the header reads in none.
    Plan undecided = plan_for(folder.write("dates.csv",
                                           "customer,date,amount\na,1/2/2025,1\ncustomer,date,amount\n"
                                           "a,3/4/2025,1\ncustomer,date,amount\nb,13/4/2025,1\n"));
    CHECK(score(undecided).summary().rows.repeated_headers == 2);
    CHECK(score(undecided).summary().rows.used == 3);
    CHECK(whole_answer(plan_for(folder.write("none.csv", "customer,date,amount\ncustomer,date,amount\n"))) ==
          folder.file("none.csv") + ": no row below the header; was the export finished?");
}

TEST_CASE("file sets: columns in any order, each file with its own delimiter and lines before the header") {
    const TemporaryFolder folder;
    GeneratedOrders wanted;
    wanted.rows = 300;
    const std::vector<CsvRow> all = generate_orders(wanted);
    const std::string once = scores(plan_for(folder.write("clean.csv", orders_text(all))));
    const std::vector<std::string> names = {"customer_id", "order_id", "order_date", "amount", "note"};
    std::vector<std::size_t> order = {0, 1, 2, 3, 4};
    const std::string delimiters = ",;\t|";
    Plan plan;
    for (std::size_t file = 0; file < 6; ++file) {
        const char delimiter = delimiters[file % delimiters.size()];
        std::string text = file % 2 == 0 ? "" : "Orders\n\n";
        const auto add = [&](const CsvRow& row) {
            for (std::size_t i = 0; i < order.size(); ++i) {
                if (i > 0) text += delimiter;
                text += '"';
                for (const char c : row[order[i]]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
                text += '"';
            }
            text += '\n';
        };
        add({"Customer ID", "order-id", "ORDER DATE", " Amount", "note"});
        for (std::size_t row = file; row < all.size(); row += 6) add(all[row]);
        plan.inputs.push_back(folder.write(fmt::format("{}.csv", file), text));
        std::rotate(order.begin(), order.begin() + 2, order.end());
        std::swap(order[0], order[3]);
    }
    const ScoredCustomers customers = score(plan);
    CHECK(csv_text(customers) == once);
    CHECK(customers.summary().rows.used + customers.summary().rows.guest == 300);
    CHECK(customers.summary().warnings.size() == 3);  // of the lines before the headers
    // The file that lacks a column is named.
    plan.inputs.push_back(folder.write("bare.csv", "order_id;amount;order_date\n1;2;2025-01-01\n"));
    CHECK(whole_answer(plan).starts_with(folder.file("bare.csv") + ": no column is known to be the customer; "));
}

TEST_CASE("file sets: another column in the same role is a warning") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("a.csv", "Email,Date,Total\nx@y,2025-01-01,1\n"),
                   folder.write("b.csv", "Date;Total;Customer ID\n2025-01-01;1;7\n"),
                   folder.write("c.csv", "total|date|e-mail\n1|2025-01-01|x@y\n")};
    const ScoredCustomers customers = score(plan);
    REQUIRE(customers.summary().warnings.size() == 1);
    CHECK(customers.summary().warnings[0] ==
          fmt::format("{}: other columns than in {}: the customer is 'Customer ID' here and 'Email' there; if they do "
                      "not hold the same, choose with --customer",
                      plan.inputs[1], plan.inputs[0]));
}

}  // namespace
}  // namespace rfm::test
