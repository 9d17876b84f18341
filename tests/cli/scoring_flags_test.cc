// --method, --bins, --map, --labels and --sort: how customers are scored, named and put in order.
#include <algorithm>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/csv_table.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

// Ten customers, a to j, with 1, 1, 1, 1, 1, 1, 2, 2, 3 and 7 orders: the example of docs/scoring.md.
std::string example() {
    std::string text = "customer,date,amount\n";
    const int counts[] = {1, 1, 1, 1, 1, 1, 2, 2, 3, 7};
    for (int i = 0; i < 10; ++i) {
        for (int order = 0; order < counts[i]; ++order) {
            text.push_back(static_cast<char>('a' + i));
            text += ",2025-01-01,10\n";
        }
    }
    return text;
}

Ran score_example(std::vector<std::string> flags) {
    flags.insert(flags.begin(), "score");
    return rfm(flags, example());
}

// One column of the output, joined.
std::string column(const std::string& name, std::vector<std::string> flags) {
    const Ran ran = score_example(std::move(flags));
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const CsvTable table(ran.out);
    std::string values;
    for (std::size_t i = 0; i < table.size(); ++i) values += (i == 0 ? "" : " ") + table.field(i, name);
    return values;
}

void check_usage(std::vector<std::string> flags, const std::string& message) {
    const Ran ran = score_example(std::move(flags));
    CHECK(ran.status == 64);
    CHECK(ran.out == "");
    CHECK(ran.err == "rfm: " + message + "\n");
}

TEST_CASE("method: the table of docs/scoring.md") {
    CHECK(column("f_score", {}) == "1 1 1 1 1 1 4 4 5 5");
    CHECK(column("f_score", {"--method", "quintile"}) == "1 1 1 1 1 1 4 4 5 5");
    CHECK(column("f_score", {"--method", "ntile"}) == "1 1 2 2 3 3 4 4 5 5");
    CHECK(column("f_score", {"--method", "r-rfm"}) == "1 1 1 1 1 1 3 3 4 5");
    CHECK(column("f_score", {"--method", "cuts", "--r-cuts", "30,90,180,365", "--f-cuts", "1,2,5,10", "--m-cuts",
                             "50,100,250,1000"}) == "1 1 1 1 1 1 2 2 3 4");
}

TEST_CASE("method: cut points may be below zero and equal, not falling") {
    const std::vector<std::string> cuts = {"--method", "cuts",    "--r-cuts", "0,1,1,2",
                                           "--f-cuts", "1,1,2,2", "--m-cuts"};
    const auto with = [&](const std::string& money) {
        std::vector<std::string> flags = cuts;
        flags.push_back(money);
        return flags;
    };
    CHECK(column("rfm_score", with("-10.5,-1,10,20")) == "413 413 413 413 413 413 434 434 455 455");
    check_usage(with("1,2,4,3"), "--m-cuts '1,2,4,3': must not fall from one cut point to the next");
    check_usage(with("1,2,3,x"),
                "--m-cuts '1,2,3,x': must be amounts with points for decimals, as in 50,100,250.50,1000");
    check_usage(with("1,2,3"), "--method cuts with 5 scores needs 4 cut points in --m-cuts, as in --m-cuts 1,2,5,10");
    check_usage({"--method", "cuts", "--r-cuts", "1,,2,3"},
                "--r-cuts '1,,2,3': must be whole numbers, as in 30,90,180,365");
    check_usage({"--f-cuts", "1,2,3,4"}, "--r-cuts, --f-cuts and --m-cuts need --method cuts (or r-rfm)");
}

TEST_CASE("bins: two to ten scores, without a map for them no segments") {
    CHECK(column("f_score", {"--bins", "2"}) == "1 1 1 1 1 1 2 2 2 2");
    CHECK(column("f_score", {"--bins", "10"}) == "1 1 1 1 1 1 7 7 9 10");
    CHECK(column("rfm_score", {"--bins", "9"}) == "111 111 111 111 111 111 166 166 188 199");
    CHECK(column("rfm_score", {"--bins", "10"}) == "1-1-1 1-1-1 1-1-1 1-1-1 1-1-1 1-1-1 1-7-7 1-7-7 1-9-9 1-10-10");
    CHECK(column("segment", {"--bins", "3"}) == "         ");
    check_usage({"--bins", "1"}, "--bins 1: must be 2 to 10");
    check_usage({"--bins", "11"}, "--bins 11: must be 2 to 10");
    check_usage({"--method", "rank"}, "--method 'rank': must be one of quintile, ntile, r-rfm, cuts");
}

TEST_CASE("map: a built-in one by name, a file, for other numbers of scores too") {
    const TemporaryFolder folder;
    const std::string map = folder.write("map.csv", "segment,r,f,m\n\"few, rare\",*,1,*\nothers,*,*,*\n");
    CHECK(column("segment", {"--map", "rf10"}) ==
          "Hibernating Hibernating Hibernating Hibernating Hibernating Hibernating At Risk At Risk Can't Lose Them "
          "Can't Lose Them");
    CHECK(column("segment", {"--map", "value"}) == column("segment", {}));
    CHECK(column("segment", {"--map", map}).starts_with("few, rare few, rare"));
    CHECK(column("segment", {"--map", map, "--bins", "7"}).ends_with("others others"));
    CHECK(score_example({"--map", map}).out.find(",\"few, rare\"\n") != std::string::npos);
}

TEST_CASE("map: files that leave cells open, or rows without a cell, are refused before anything is read") {
    const TemporaryFolder folder;
    const auto refusal = [&](const std::string& text) {
        const Ran ran = rfm({"score", "/nonexistent.csv", "--map", folder.write("map.csv", text)});
        CHECK(ran.out == "");
        CHECK(ran.err.find("nonexistent") == std::string::npos);
        CHECK(ran.status != 0);
        return ran.err;
    };
    CHECK(refusal("segment,r,f,m\na,1-4,*,*\n").find("5") != std::string::npos);
    CHECK(refusal("segment,r,f,m\na,*,*,*\nnever,5,5,5\n").find("never") != std::string::npos);
    CHECK(refusal("segment,r,f,m\na,1-6,*,*\n").find("6") != std::string::npos);
    CHECK(refusal("").find("map.csv") != std::string::npos);
    const Ran ran = score_example({"--map", "nothing"});
    CHECK(ran.status == 66);
    CHECK(ran.err.find("one of the built-in value, value-rf and rf10") != std::string::npos);
}

TEST_CASE("labels: Chinese names for the default map") {
    CHECK(column("segment", {"--labels", "zh"}) ==
          "沉睡客户 沉睡客户 沉睡客户 沉睡客户 沉睡客户 沉睡客户 流失风险客户 流失风险客户 流失风险客户 流失风险客户");
    check_usage({"--labels", "fr"}, "--labels 'fr': must be one of en, zh");
}

TEST_CASE("sort: every column, both ways, ties by id") {
    const std::string orders =
        "customer,date,amount\nb,2025-01-05,1\na,2025-01-05,9\nd,2025-01-01,9\nc,2025-01-01,4\nc,2025-01-02,-5\n"
        "B,2025-01-03,2\nB,2025-01-03,2\n\"é\",2025-01-02,-0\n";
    const auto sorted = [&](const std::string& by) {
        const Ran ran = rfm({"score", "--sort", by}, orders);
        INFO(by << " " << ran.err);
        REQUIRE(ran.status == 0);
        const CsvTable table(ran.out);
        std::string ids;
        for (std::size_t i = 0; i < table.size(); ++i) ids += table.field(i, "customer_id");
        return ids;
    };
    CHECK(sorted("customer_id") == "Babcdé");  // byte order: capitals first, other alphabets last
    CHECK(sorted("customer_id:desc") == "édcbaB");
    CHECK(sorted("last_order_date") == "cdéBab");
    CHECK(sorted("last_order_date:desc") == "abBécd");
    CHECK(sorted("recency_days") == "abBécd");
    CHECK(sorted("recency_days:desc") == "cdéBab");
    CHECK(sorted("frequency") == "abcdéB");
    CHECK(sorted("frequency:desc") == "Babcdé");
    CHECK(sorted("monetary") == "cébBad");  // -1, 0, 1, 4, 9, 9
    CHECK(sorted("monetary:desc") == "adBbéc");
    CHECK(sorted("monetary:asc") == sorted("monetary"));
    // Scores and segments: whatever they are, they do not fall, and ties are in order of the id.
    for (const std::string name : {"r_score", "f_score", "m_score", "rfm_score"}) {
        for (const bool falling : {false, true}) {
            const CsvTable table(rfm({"score", "--sort", falling ? name + ":desc" : name}, orders).out);
            for (std::size_t i = 1; i < table.size(); ++i) {
                const std::string &a = table.field(i - 1, name), &b = table.field(i, name);
                INFO(name << " " << a << " " << b);
                CHECK((falling ? a >= b : a <= b));
                if (a == b) CHECK(table.field(i - 1, "customer_id") < table.field(i, "customer_id"));
            }
        }
    }
    check_usage({"--sort", "monetary:down"}, "--sort 'monetary:down': the direction must be :asc or :desc");
    CHECK(score_example({"--sort", "name"}).err.starts_with("rfm: --sort 'name': must be one of customer_id, "));
}

TEST_CASE("sort: segments in the order of the map") {
    const CsvTable table(rfm({"score", project_file("data/orders.csv"), "--sort", "segment"}).out);
    const std::vector<std::string> order = {"high-value", "potential", "at-risk", "sleeping"};
    std::ptrdiff_t last = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto at = std::find(order.begin(), order.end(), table.field(i, "segment")) - order.begin();
        if (at < last) FAIL_CHECK("row " << i);
        last = at;
    }
    CHECK(last == 3);
}

}  // namespace
}  // namespace rfm::test
