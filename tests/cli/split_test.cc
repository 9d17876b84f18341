// --split: one file for each segment.
#include <filesystem>
#include <map>
#include <string>

#include "cli/published_scores.h"
#include "support/generated_orders.h"
#include "support/kept_files.h"

namespace rfm::test {
namespace {

std::map<std::string, std::string> files_in(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        files[entry.path().filename().string()] = read_file(entry.path());
    }
    return files;
}

std::map<std::string, std::string> expected_files(const std::string& all) {
    const CsvTable table(all);
    std::map<std::string, std::string> files;
    for (const char* segment : {"high-value", "potential", "at-risk", "sleeping"}) {
        files[std::string(segment) + ".csv"] = csv_line(table.header());
    }
    for (const CsvRow& row : table.rows()) files[row.back() + ".csv"] += csv_line(row);
    return files;
}

TEST_CASE("split: each segment's rows of the whole output, in the same order") {
    const TemporaryFolder folder;
    GeneratedOrders wanted;
    wanted.customers = 9000;
    wanted.rows = 20000;
    const std::string orders = folder.write("orders.csv", orders_text(generate_orders(wanted)));
    const std::string into = folder.file("segments");
    for (const std::vector<std::string>& flags :
         {std::vector<std::string>{}, {"--sort", "monetary:desc"}, {"--memory-limit", "32M", "--method", "ntile"}}) {
        std::vector<std::string> arguments = {"score", orders, "--split", into};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        const Ran ran = rfm(arguments);
        CHECK(ran.status == 0);
        CHECK(ran.err == "");
        CHECK(ran.out == "");
        std::vector<std::string> whole = {orders};
        whole.insert(whole.end(), flags.begin(), flags.end());
        const bool same = files_in(into) == expected_files(scored(whole));
        CHECK(same);
    }
}

TEST_CASE("split: beside the whole output, and of some segments only") {
    const TemporaryFolder folder;
    const std::string orders =
        folder.write("orders.csv", "customer,date,amount\na,2025-01-02,1\n\"b\nc\",2025-01-01,2\n");
    const std::string into = folder.file("segments");
    const Ran ran = rfm({"score", orders, "--split", into, "-o", folder.file("all.csv"), "--bom"});
    CHECK(ran.err == "");
    CHECK(read_file(folder.file("all.csv")) == scored({orders, "--bom"}));
    CHECK(files_in(into).size() == 4);
    CHECK(files_in(into)["high-value.csv"] ==
          "\xEF\xBB\xBF" + std::string("customer_id,last_order_date,recency_days,frequency,monetary,"
                                       "r_score,f_score,m_score,rfm_score,segment\n"));
    std::filesystem::remove_all(into);
    CHECK(rfm({"score", orders, "--split", into, "--only", "sleeping", "-o", "-"}).out ==
          scored({orders, "--only", "sleeping"}));
    CHECK(files_in(into).size() == 1);
    CHECK(files_in(into)["sleeping.csv"] == scored({orders, "--only", "sleeping"}));
}

TEST_CASE("split: names that a file can't have") {
    const TemporaryFolder folder;
    const std::string orders = folder.write("orders.csv", "customer,date,amount\na,2025-01-02,1\nb,2025-01-01,2\n");
    const std::string into = folder.file("segments");
    const std::string map = folder.write("map.csv", "segment,r,f,m\n../up,4-5,*,*\n.,1-3,5,*\n客户,*,*,*\n");
    CHECK(rfm({"score", orders, "--map", map, "--split", into}).status == 0);
    const auto files = files_in(into);
    CHECK(files.size() == 3);
    CHECK(files.count("_.._up.csv") == 1);
    CHECK(files.count("_..csv") == 1);
    CHECK(files.count("客户.csv") == 1);
    const std::string same = folder.write("same.csv", "segment,r,f,m\na/b,4-5,*,*\na_b,*,*,*\n");
    const Ran refused = rfm({"score", orders, "--map", same, "--split", folder.file("other")});
    CHECK(refused.status == 64);
    CHECK(refused.err == "rfm: --split: the segments 'a/b' and 'a_b' would both be in a_b.csv; rename one\n");
    CHECK(std::filesystem::is_empty(folder.file("other")));
}

TEST_CASE("split: all files or none") {
    const TemporaryFolder folder;
    const std::string orders = folder.write("orders.csv", "customer,date,amount\na,2025-01-02,1\nb,2025-01-01,2\n");
    const std::string into = folder.file("segments");
    REQUIRE(rfm({"score", orders, "--split", into}).status == 0);
    const auto before = files_in(into);
    // The last of them can't be made.
    std::filesystem::remove(into + "/sleeping.csv");
    std::filesystem::create_directory(into + "/sleeping.csv");
    const Ran ran = rfm({"score", orders, "--sort", "monetary:desc", "--split", into});
    CHECK(ran.status == 73);
    for (const char* name : {"high-value.csv", "potential.csv", "at-risk.csv"}) {
        CHECK(read_file(into + "/" + name) == before.at(name));
    }
    CHECK(rfm({"score", orders, "--split", folder.file("none/at/all")}).status == 73);
    CHECK(rfm({"score", orders, "--split", orders}).err == "rfm: " + orders + ": can't be written: Not a directory\n");
    CHECK(rfm({"score", orders, "--bins", "4", "--split", into}).status == 64);
    // Nothing that is read is written over.
    const std::string inside = folder.file("segments/potential.csv");
    std::filesystem::copy_file(orders, inside, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(into + "/sleeping.csv");
    const Ran over = rfm({"score", inside, "--split", into});
    CHECK(over.status == 64);
    CHECK(over.err == "rfm: --split and an input name the same file, " + inside + "\n");
    CHECK(read_file(inside) == read_file(orders));
}

}  // namespace
}  // namespace rfm::test
