// --for-spreadsheet and --bom: output for programs that take text for something else.
#include <string>

#include "support/catch.h"
#include "support/csv_table.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

const std::string header =
    "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n";

std::string score(std::vector<std::string> flags, std::string_view input) {
    flags.insert(flags.begin(), "score");
    const Ran ran = rfm(flags, input);
    INFO(ran.err);
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    return ran.out;
}

// The customer as it stands in the output, for an id that needs no quotes there.
std::string written(const std::string& id, const std::vector<std::string>& flags) {
    std::string quoted;
    for (const char c : id) quoted += c == '"' ? "\"\"" : std::string(1, c);
    const std::string out = score(flags, "customer,date,amount\n\"" + quoted + "\",2025-01-02,3.50\n");
    const CsvTable table(out);
    REQUIRE(table.size() == 1);
    return table.field(0, "customer_id");
}

TEST_CASE("for-spreadsheet: text that a spreadsheet would take for a formula gets an apostrophe") {
    for (const std::string id : {"=1+1", "+49 170 1", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "=\"a,b\"", "-", "=",
                                 "＝1+1", "＋1", "－1", "＠x"}) {
        INFO(id);
        CHECK(written(id, {"--for-spreadsheet"}) == "'" + id);
        CHECK(written(id, {}) == id);
    }
    for (const std::string id : {"C1001", "a=b", "1-2", "x@example.com", "00123", "12345678901234567890", "'=1", "李雷",
                                 "\"=1\"", "1e5", "−1"}) {
        INFO(id);
        CHECK(written(id, {"--for-spreadsheet"}) == id);
    }
}

TEST_CASE("for-spreadsheet: quotes go around the apostrophe, and long ids get it too") {
    const std::string rows = "customer,date,amount\n\"=a,\"\"b\"\"\",2025-01-02,3.50\n";
    CHECK(score({"--for-spreadsheet"}, rows) == header + "\"'=a,\"\"b\"\"\",2025-01-02,1,1,3.50,1,1,1,111,sleeping\n");
    const std::string longest = "=" + std::string(5000, 'x');
    CHECK(written(longest, {"--for-spreadsheet"}) == "'" + longest);
    CHECK(written(std::string(5000, 'x'), {"--for-spreadsheet"}) == std::string(5000, 'x'));
}

TEST_CASE("for-spreadsheet: numbers stay numbers, and only segments and ids change") {
    const TemporaryFolder folder;
    const std::string map = folder.write("map.csv", "segment,r,f,m\n=best,4-5,*,*\n @rest,*,*,*\n");
    const std::string rows = "customer,date,amount\n-a,2025-01-02,3.50\n-a,2025-01-02,-9\nb,2025-01-03,2.25\n";
    CHECK(score({"--map", map}, rows) == header +
                                             "-a,2025-01-02,2,1,-5.50,1,1,1,111,@rest\n"
                                             "b,2025-01-03,1,1,2.25,3,1,3,313,@rest\n");
    CHECK(score({"--map", map, "--for-spreadsheet"}, rows) == header +
                                                                  "'-a,2025-01-02,2,1,-5.50,1,1,1,111,'@rest\n"
                                                                  "b,2025-01-03,1,1,2.25,3,1,3,313,'@rest\n");
}

TEST_CASE("for-spreadsheet: the same bytes for any number of threads, and rejects as they stood") {
    std::string rows = "customer,date,amount\n";
    for (int i = 0; i < 30000; ++i) rows += (i % 3 == 0 ? "=c" : "c") + std::to_string(i) + ",2025-01-02,1\n";
    rows += "=bad,soon,1\n";
    const TemporaryFolder folder;
    const auto run_with = [&](const std::string& threads) {
        const Ran ran =
            rfm({"score", "--for-spreadsheet", "--bom", "--rejects", folder.file("r.csv"), "--threads", threads}, rows);
        CHECK(ran.status == 0);
        return ran.out;
    };
    const std::string one = run_with("1");
    CHECK(one == run_with("3"));
    CHECK(one.find("\n'=c0,2025") != std::string::npos);
    CHECK(read_file(folder.file("r.csv")).starts_with("file,line"));
    CHECK(read_file(folder.file("r.csv")).ends_with(",\"=bad,soon,1\"\n"));
}

TEST_CASE("bom: first of all, in a file and on standard output") {
    const std::string rows = "customer,date,amount\n李雷,2025-01-02,3.50\n";
    const std::string plain = score({}, rows);
    CHECK(score({"--bom"}, rows) == "\xEF\xBB\xBF" + plain);
    const TemporaryFolder folder;
    CHECK(score({"--bom", "-o", folder.file("s.csv"), "--summary", folder.file("s.json")}, rows) == "");
    CHECK(read_file(folder.file("s.csv")) == "\xEF\xBB\xBF" + plain);
    CHECK(read_file(folder.file("s.json")).starts_with("{"));
    const std::string config = folder.write("c.toml", "bom = true\nfor-spreadsheet = true\n");
    CHECK(score({"--config", config}, rows) == "\xEF\xBB\xBF" + plain);
    CHECK(score({"--bom", "--threads", "1"}, "customer,date,amount\n=a,2025-01-02,1\n").find("\n=a,") !=
          std::string::npos);
}

}  // namespace
}  // namespace rfm::test
