// rfm report, and the report beside the scores.
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_CASE("report: the sample shop, the same page by each way") {
    const TemporaryFolder folder;
    const std::string orders = project_file("data/orders.csv");
    const std::string page = folder.file("report.html");
    const Ran ran = rfm({"report", orders, "-o", page, "--charts", folder.file("charts")});
    CHECK(ran.status == 0);
    CHECK(ran.out == "");
    CHECK(ran.err == "");
    const std::string html = read_file(page);
    CHECK(html.starts_with("<!DOCTYPE html>\n"));
    CHECK(html.ends_with("</html>\n"));
    CHECK(html.size() < 200'000);
    CHECK(holds(html, "<dt>Customers</dt><dd>300</dd>"));
    CHECK(holds(html, "<dd>60,622.70</dd>"));
    CHECK(holds(html, "<bdi>at-risk</bdi></th><td>66</td><td>22.0%</td><td>16,915.50</td><td>27.9%</td>"));
    CHECK(holds(html, "left out: no customer (guests)</th><td>19</td>"));
    CHECK_FALSE(holds(html, "id=\"flows\""));
    CHECK(rfm({"report", orders}).out == html);
    CHECK(rfm({"report", "-"}, read_file(orders)).out != html);  // the name of the input
    const Ran scored = rfm({"score", orders, "--report", folder.file("second.html"), "--threads", "1"});
    CHECK(scored.out == rfm({"score", orders}).out);
    CHECK(read_file(folder.file("second.html")) == html);
    for (const char* name : {"segments", "heatmap", "recency", "frequency", "monetary", "pareto"}) {
        CHECK(holds(read_file(folder.file("charts/" + std::string(name) + ".svg")), "<svg xmlns="));
    }
    CHECK_FALSE(std::filesystem::exists(folder.file("charts/flows.svg")));
    for (const std::string name : {"segments.svg", "heatmap.svg"}) {  // those of the docs are what the program makes
        CHECK(read_file(folder.file("charts/" + name)) == read_file(project_file("docs/images/" + name)));
    }
    CHECK(holds(rfm({"report", orders, "--labels", "zh"}).out, "高价值客户"));
    CHECK(holds(rfm({"report", orders, "--top", "1"}).out, "id=\"top\""));
}

// The table of a metric's scores in a page: what values each of them has.
struct Band {
    double from = -1e18, to = 1e18;
};

std::vector<Band> bands_of(const std::string& html, char metric) {
    const std::regex row(std::string("<th[^>]*>") + metric + " ([0-9]+)</th><td class=\"words\">([^<]*)</td>");
    const std::regex number("-?[0-9][0-9,.]*");
    std::vector<Band> bands(11, Band{1, 0});
    for (std::sregex_iterator it(html.begin(), html.end(), row), end; it != end; ++it) {
        const std::string words = (*it)[2];
        std::vector<double> values;
        for (std::sregex_iterator at(words.begin(), words.end(), number); at != end; ++at) {
            std::string text = at->str();
            std::erase(text, ',');
            values.push_back(std::stod(text));
        }
        if (values.empty()) continue;  // nobody
        Band band{values.front(), values.back()};
        if (holds(words, " or more")) band.to = 1e18;
        if (holds(words, " or less") || holds(words, " or fewer")) band.from = -1e18;
        bands.at(std::stoul((*it)[1])) = band;
    }
    return bands;
}

TEST_CASE("report: the bands of the scores are those that customers have") {
    const std::string orders = project_file("data/orders.csv");
    for (const std::vector<std::string>& method :
         std::vector<std::vector<std::string>>{{},
                                               {"--method", "r-rfm"},
                                               {"--bins", "3", "--map", project_file("tests/cli/three_bins.csv")},
                                               {"--method", "cuts", "--r-cuts", "48,93,265,367", "--f-cuts", "1,2,4,6",
                                                "--m-cuts", "29.8,71.8,172,364.1"},
                                               {"--method", "r-rfm", "--r-cuts", "49,93,265,367", "--f-cuts", "2,4,6,8",
                                                "--m-cuts", "29.8,71.8,172,364.1"}}) {
        std::vector<std::string> words = {"report", orders};
        words.insert(words.end(), method.begin(), method.end());
        const std::string html = rfm(words).out;
        const std::vector<Band> bands[] = {bands_of(html, 'R'), bands_of(html, 'F'), bands_of(html, 'M')};
        words[0] = "score";
        const std::string csv = rfm(words).out;
        std::istringstream lines(csv);
        std::string line;
        std::getline(lines, line);
        std::size_t customers = 0;
        while (std::getline(lines, line)) {
            std::vector<std::string> fields;
            std::istringstream in(line);
            for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
            INFO(line);
            for (std::size_t m = 0; m < 3; ++m) {
                const Band& band = bands[m].at(std::stoul(fields.at(5 + m)));
                const double value = std::stod(fields.at(2 + m));
                CAPTURE(m, band.from, band.to, value);
                REQUIRE((band.from <= value && value <= band.to));
            }
            ++customers;
        }
        CHECK(customers == 300);
    }
}

TEST_CASE("report: movement since an earlier list, in either language") {
    const TemporaryFolder folder;
    const std::string old_orders = "customer,date,amount\nann,2025-01-01,10\nbob,2025-01-02,20\n";
    const std::string orders = "customer,date,amount\nann,2025-02-01,10\ncid,2025-01-03,30\n";
    const std::string file = folder.write("orders.csv", orders);
    for (const char* old_language : {"en", "zh"}) {
        const std::string old = folder.file("old.csv");
        REQUIRE(rfm({"score", "--labels", old_language, "-o", old}, old_orders).status == 0);
        for (const char* language : {"en", "zh"}) {
            const Ran ran = rfm({"report", file, "--previous", old, "--labels", language});
            INFO(old_language << " " << language << " " << ran.err);
            CHECK(ran.status == 0);
            const bool is_english = language == std::string("en");
            // ann, bob, cid: scored by hand of two customers each time.
            CHECK(holds(ran.out, is_english ? "1 are new, 1 are gone." : "新增 1 位，流失 1 位。"));
            CHECK(holds(ran.out, is_english ? "<td class=\"words\">gone</td><td>1</td>" : "已流失</td><td>1</td>"));
            CHECK(holds(ran.out, is_english ? "<bdi>sleeping</bdi>" : "<bdi>沉睡客户</bdi>"));
            CHECK_FALSE(holds(ran.out, is_english ? "沉睡客户" : "<bdi>sleeping</bdi>"));
        }
        // The list that is about to be replaced can be the one to compare with.
        CHECK(rfm({"score", file, "-o", old, "--previous", old, "--report", folder.file("page.html")}).status == 0);
        CHECK(holds(read_file(folder.file("page.html")), "1 are new, 1 are gone."));
    }
    const Ran wrong = rfm({"report", file, "--previous", file});
    CHECK(wrong.status == 65);
    CHECK(wrong.err.starts_with("rfm: --previous: " + file));
    CHECK(wrong.out == "");
}

TEST_CASE("report: all or nothing") {
    const TemporaryFolder folder;
    const std::string bad = folder.write("bad.csv", "customer,date,amount\na,2025-01-02,x\n");
    const std::string page = folder.write("report.html", "old");
    CHECK(rfm({"report", bad, "-o", page}).status == 65);
    CHECK(read_file(page) == "old");
    const std::string none = folder.write("none.csv", "customer,date,amount\na,2025-01-02,-1\n");
    const Ran refused = rfm({"report", none, "-o", page});
    CHECK(refused.status == 65);
    CHECK(read_file(page) == "old");
    const std::string good = folder.write("good.csv", "customer,date,amount\na,2025-01-02,1\n");
    std::filesystem::create_directories(folder.file("charts/pareto.svg"));  // a folder where a file should be
    CHECK(rfm({"report", good, "-o", page, "--charts", folder.file("charts")}).status == 73);
    CHECK(read_file(page) == "old");
    CHECK_FALSE(std::filesystem::exists(folder.file("charts/segments.svg")));
    CHECK(rfm({"report", good, "-o", folder.file("no/such/report.html")}).status == 73);
}

TEST_CASE("report: without money, map or more than one customer") {
    const std::string rows = "customer,date,amount\na,2025-01-02,1\n";
    const std::string one = rfm({"report"}, rows).out;
    CHECK(holds(one, "<dt>Customers</dt><dd>1</dd>"));
    CHECK(holds(one, "The best 20% of customers bring 100.0% of the revenue."));
    const Ran ten = rfm({"report", "--bins", "10"}, rows);
    CHECK(holds(ten.out, "There are no segments: no segment map was given for 10 scores"));
    CHECK(holds(rfm({"report", "--no-monetary"}, rows).out, "<dt>Orders</dt><dd>1"));
    CHECK(holds(rfm({"report"}, "customer,date,amount\na,2025-01-02,0\n").out, "There is no revenue to share out."));
    CHECK(holds(rfm({"report", "--map", "rf10"}, rows).out, "Champions"));
}

TEST_CASE("report: what makes no sense") {
    const TemporaryFolder folder;
    const std::string orders = folder.write("orders.csv", "customer,date,amount\na,2025-01-02,1\n");
    const std::string page = folder.file("report.html");
    const auto refused = [&](std::vector<std::string> words, const std::string& part) {
        const Ran ran = rfm(std::move(words));
        INFO(ran.err);
        CHECK(ran.status == 64);
        CHECK(holds(ran.err, part));
        CHECK(ran.out == "");
        CHECK_FALSE(std::filesystem::exists(page));
    };
    refused({"report", orders, "-o", orders}, "--output");
    refused({"report", orders, "-o", page, "--previous", page}, "--previous");
    refused({"report", orders, "-o", page, "--previous", "-"}, "--previous -");
    refused({"report", orders, "-o", page, "--top", "0"}, "--top 0: must be 1 to 1000");
    refused({"report", orders, "-o", page, "--top", "1001"}, "--top 1001");
    refused({"report", orders, "-o", page, "--rejects", page}, "--rejects");
    refused({"report", orders, "-o", page, "--sort", "monetary"}, "--sort");
    refused({"report", orders, "-o", folder.file("heatmap.svg"), "--charts", folder.path().string()}, "--charts");
    refused({"score", orders, "--report", page, "--only", "sleeping"}, "--only");
    refused({"score", orders, "--report", page, "--top", "3"}, "--top");
    refused({"score", orders, "--report", "-"}, "--report -");
    refused({"score", orders, "--previous", orders}, "--previous is for the report");
    refused({"score", orders, "--report", page, "--previous", orders, "--sort", "monetary"}, "--sort");
    refused({"score", orders, "--report", page, "--previous", orders, "--columns", "customer_id"}, "--columns");
    refused({"score", orders, "--report", page, "-o", page}, "--output");
    refused({"report", orders, "-o", page, "--bins", "4", "--previous", orders}, "--previous: there are no segments");
}

TEST_CASE("report: settings of a file, its own section") {
    const TemporaryFolder folder;
    const std::string config = folder.write("shop.toml", "customer = 'who'\n[report]\nbins = 3\n[score]\nbins = 4\n");
    const std::string rows = "who,date,amount\na,2025-12-31,1\n";
    const Ran ran = rfm({"report", "--config", config, "-"}, rows);
    CHECK(ran.err == "");
    CHECK(holds(ran.out, "for 3 scores"));
}

}  // namespace
}  // namespace rfm::test
