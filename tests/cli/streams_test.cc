// Data to standard output, words to standard error, and what happens when nobody reads.
#include <string>

#include "support/catch.h"
#include "support/csv_table.h"
#include "support/files.h"
#include "support/generated_orders.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string orders = "customer,date,amount\na,2025-01-02,3.50\nb,2025-01-03,2.25\n,2025-01-03,9\n";

TEST_CASE("streams: nothing is said on success when standard error is no terminal") {
    const Ran ran = rfm({"score"}, orders);
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    CHECK(ran.out.find('\x1b') == std::string::npos);
}

TEST_CASE("streams: verbose shows the table, quiet takes it and the warnings back") {
    CHECK(rfm({"score", "--verbose"}, orders).err ==
          "segment     customers  share  revenue  share\n"
          "high-value          0   0.0%     0.00   0.0%\n"
          "potential           0   0.0%     0.00   0.0%\n"
          "at-risk             1  50.0%     3.50  60.9%\n"
          "sleeping            1  50.0%     2.25  39.1%\n"
          "all                 2            5.75       \n"
          "as of 2025-01-04 (the day after the latest purchase); 3 rows read, 2 used\n"
          "  1 left out: no customer (guests)\n");
    CHECK(rfm({"score", "-v", "--quiet", "--keep", "customer=a,x"}, orders).err == "");
    // An error is no success.
    CHECK(rfm({"score", "--quiet", "/nonexistent.csv"}).err.starts_with("rfm: /nonexistent.csv: can't be opened"));
}

std::string many_orders() {
    GeneratedOrders wanted;
    wanted.customers = 20'000;
    wanted.rows = 60'000;
    return orders_text(generate_orders(wanted));
}

TEST_CASE("streams: a closed pipe ends the run quietly") {
    const TemporaryFolder folder;
    const std::string input = folder.write("orders.csv", many_orders());
    const std::string status = folder.file("status");
    const Ran ran =
        run({"sh", "-c", "{ " RFM_PROGRAM " score '" + input + "'; echo $? > '" + status + "'; } | head -n 2"});
    CHECK(ran.err == "");
    CHECK(ran.out.starts_with("customer_id,"));
    CHECK(read_file(status) == "0\n");
}

TEST_CASE("streams: standard input by default and where - stands") {
    const std::string out = rfm({"score"}, orders).out;
    CHECK(out.ends_with("b,2025-01-03,1,1,2.25,3,1,1,311,sleeping\n"));
    CHECK(rfm({"score", "-"}, orders).out == out);
    const Ran closed = run({"sh", "-c", RFM_PROGRAM " score <&-"});
    CHECK(closed.status == 66);
    CHECK(closed.err.starts_with("rfm: standard input: can't be opened"));
}

TEST_CASE("streams: a named pipe is read once") {
    const TemporaryFolder folder;
    // What runs beside a shell has no input of its own accord.
    const std::string script =
        "mkfifo pipe; exec 3<&0; cat <&3 > pipe & " RFM_PROGRAM " score pipe; status=$?; wait; exit $status";
    const Ran ran = run({"sh", "-c", script}, orders, folder.path().string());
    CHECK(ran.err == "");
    CHECK(ran.status == 0);
    CHECK(ran.out == rfm({"score"}, orders).out);
}

TEST_CASE("streams: a NUL byte is part of an id, and ids that need quotes get them") {
    using namespace std::string_literals;
    const std::string input =
        "customer,date,amount\n"
        "a\0b,2025-01-02,1\n"
        "a\0,2025-01-02,2\n"
        "a,2025-01-02,4\n"
        "\"x,y\",2025-01-02,1\n"
        "\"say \"\"hi\"\"\",2025-01-02,1\n"
        "\"two\nlines\",2025-01-02,1\n"
        "\"cr\rinside\",2025-01-02,1\n"
        "客户,2025-01-02,1\n"
        "5\" pipe,2025-01-02,1\n"s;
    const Ran ran = rfm({"score"}, input);
    CHECK(ran.err == "");
    CHECK(ran.status == 0);
    for (const std::string& row :
         {"\na,2025-01-02,1,1,4,"s, "\na\0,2025-01-02,1,1,2,"s, "\na\0b,2025-01-02,1,1,1,"s, "\n\"x,y\",2025-01-02,"s,
          "\n\"say \"\"hi\"\"\",2025-01-02,"s, "\n\"two\nlines\",2025-01-02,"s, "\n\"cr\rinside\",2025-01-02,"s,
          "\n客户,2025-01-02,"s, "\n\"5\"\" pipe\",2025-01-02,"s}) {
        INFO(row);
        CHECK(ran.out.find(row) != std::string::npos);
    }
    // And the output is itself an input that gives the same ids.
    CHECK(CsvTable(ran.out).size() == 9);
    const Ran again = rfm({"score", "--date", "last_order_date", "--amount", "monetary"}, ran.out);
    CHECK(again.out == ran.out);
}

TEST_CASE("streams: no colour in any case") {
    const std::string out = rfm({"score", "-v"}, orders).err;
    const Ran plain = run({"env", "NO_COLOR=1", RFM_PROGRAM, "score", "-v"}, orders);
    CHECK(plain.err == out);
    CHECK(out.find('\x1b') == std::string::npos);
}

}  // namespace
}  // namespace rfm::test
