// Neither how many bytes are read at a time nor how many threads read them may show in the answer.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "pipeline/scored_text.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

void check_every_chunk_size(Plan plan) {
    plan.threads = 1;
    plan.chunk_size = std::size_t{1} << 20;
    const std::string whole = whole_answer(plan);
    for (const unsigned threads : {1U, 3U}) {
        plan.threads = threads;
        for (std::size_t size = 1; size <= 100; ++size) {
            plan.chunk_size = size;
            if (whole_answer(plan) == whole) continue;
            CAPTURE(size, threads);
            FAIL_CHECK("the answer differs");
        }
        for (const std::size_t size : {127UL, 128UL, 4096UL, 65536UL, 1UL << 20}) {
            plan.chunk_size = size;
            CAPTURE(size, threads);
            CHECK(whole_answer(plan) == whole);
        }
    }
}

std::string made_orders(bool long_ids) {
    GeneratedOrders wanted;
    wanted.rows = 150;
    wanted.customers = 40;
    wanted.long_ids = long_ids;
    return orders_text(generate_orders(wanted));
}

TEST_CASE("chunks: quoted newlines, quotes and delimiters at every place") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv", made_orders(false))};
    check_every_chunk_size(plan);
}

TEST_CASE("chunks: carriage returns before line feeds, a byte-order mark and no final line end") {
    const TemporaryFolder folder;
    std::string text =
        "\xEF\xBB\xBF"
        "customer,date,amount,note\r\n";
    for (int i = 0; i < 60; ++i) {
        text += fmt::format("C{},2025-01-{},1.25,\"a\r\nb\"\r\n", i % 7, 10 + i % 20);
        if (i % 9 == 0) text += "\r\n";  // a blank line
    }
    text.resize(text.size() - 2);
    Plan plan;
    plan.inputs = {folder.write("orders.csv", text)};
    check_every_chunk_size(plan);
}

TEST_CASE("chunks: ids of 17 to 5000 bytes") {
    const TemporaryFolder folder;
    Plan plan;
    const std::string last = ",A-1,2024-02-10,3.00,\n";
    plan.inputs = {folder.write("orders.csv", made_orders(true) + std::string(5000, 'x') + last + std::string(17, 'y') +
                                                  last + std::string(16, 'z') + last)};
    plan.threads = 1;
    const std::string whole = whole_answer(plan);
    CHECK(whole.find(std::string(1000, '0')) != std::string::npos);
    for (const unsigned threads : {1U, 2U}) {
        plan.threads = threads;
        for (const std::size_t size :
             {1UL, 2UL, 3UL, 7UL, 16UL, 61UL, 64UL, 65UL, 100UL, 1000UL, 2047UL, 2048UL, 2049UL, 4096UL, 1UL << 20}) {
            plan.chunk_size = size;
            CAPTURE(size, threads);
            CHECK(whole_answer(plan) == whole);
        }
    }
}

// A quote inside an unquoted field is a literal character: from there on the exact scanner reads.
TEST_CASE("chunks: stray quotes, early and late") {
    const TemporaryFolder folder;
    for (const int at : {0, 37, 149}) {
        GeneratedOrders wanted;
        wanted.rows = 150;
        wanted.customers = 40;
        std::vector<CsvRow> rows = generate_orders(wanted);
        std::string text = "customer_id,order_id,order_date,amount,note\n";
        for (int i = 0; i < 150; ++i) {
            if (i == at) text += "5\" pipe,A-1,2024-02-10,3.00,6\" or 7\"\n";
            text += csv_line(rows[static_cast<std::size_t>(i)]);
        }
        Plan plan;
        plan.inputs = {folder.write("orders.csv", text)};
        CHECK(whole_answer(plan).find("\n\"5\"\" pipe\",2024-02-10,") != std::string::npos);
        check_every_chunk_size(plan);
    }
}

std::string with_bad_rows() {
    std::string text = "customer_id,order_id,order_date,amount,note\n";
    GeneratedOrders wanted;
    wanted.rows = 120;
    wanted.customers = 30;
    int i = 0;
    for (const CsvRow& row : generate_orders(wanted)) {
        text += csv_line(row);
        switch (++i % 12) {
            case 1:
                text += "X,A-1,2024-02-30,3.00,\n";
                break;
            case 3:
                text += "X,A-1,2024-02-03,\"12,3,4\",\n";
                break;
            case 5:
                text += "X,A-1\n";
                break;
            case 7:
                text += "X,A-1,2024-02-03,3.00,,more\n";
                break;
            case 9:
                text += "\"X\ny\",A-1,soon,3.00,\"two\nlines\"\n";
                break;
            case 11:
                text += "X,A-1,2024-02-03,3.00,\"a\" b\n";
                break;
            default:
                break;
        }
    }
    return text;
}

TEST_CASE("chunks: bad rows are told with the same lines in the same order") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv", with_bad_rows())};
    CHECK(whole_answer(plan).find("and 50 more") != std::string::npos);
    check_every_chunk_size(plan);
}

TEST_CASE("chunks: the rejects file is the same") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv", with_bad_rows())};
    plan.rejects_path = folder.file("rejects.csv");
    CHECK(whole_answer(plan).find("\"X\ny\",A-1") == std::string::npos);  // quoted once more, as a field
    check_every_chunk_size(plan);
}

TEST_CASE("chunks: an unterminated quote is told with the line it opened in") {
    const TemporaryFolder folder;
    Plan plan;
    plan.inputs = {folder.write("orders.csv", made_orders(false) + "C1,A-1,2024-02-03,1.00,\"open\nand so on\n")};
    CHECK(whole_answer(plan).find("a quote opens here and is never closed") != std::string::npos);
    check_every_chunk_size(plan);
}

TEST_CASE("chunks: the form of the dates is decided late, and contradicted later") {
    const TemporaryFolder folder;
    std::string text = "customer,date,amount\n";
    for (int i = 0; i < 80; ++i) text += fmt::format("C{},0{}/02/2025,1\n", i % 5, 1 + i % 9);
    text += "C1,13/02/2025,1\nC2,02/13/2025,1\nC3,2025-02-03,1\nC1,01/02/2025,1\n";
    Plan plan;
    plan.inputs = {folder.write("orders.csv", text)};
    const std::string refused = whole_answer(plan);
    CHECK(refused.find("orders.csv:83: column 'date': '02/13/2025'") != std::string::npos);
    CHECK(refused.find("orders.csv:84: column 'date': '2025-02-03'") != std::string::npos);
    CHECK(refused.find("2 bad rows") != std::string::npos);
    check_every_chunk_size(plan);
}

}  // namespace
}  // namespace rfm::test
