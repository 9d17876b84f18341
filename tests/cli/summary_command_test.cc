// rfm summary: what stands in a terminal, in a pipe, in a file.
#include <algorithm>
#include <sstream>
#include <string>

#include <nlohmann/json.hpp>

#include "base/display_width.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/generated_orders.h"
#include "support/program.h"
#include "support/terminal.h"

namespace rfm::test {
namespace {

constexpr const char* few_orders =
    "customer,date,amount\na,2025-01-02,3.50\na,2025-01-05,1\nb,2025-01-03,2.25\nc,2025-01-03,-1\n,2025-01-03,9\n";

// In this environment, as in "LC_ALL=C.UTF-8".
Ran summary_in(const std::string& environment, const std::vector<std::string>& arguments, std::string_view input = {}) {
    std::vector<std::string> words = {"env", "-u", "LC_ALL", "-u", "LC_CTYPE", "-u", "LANG", "-u", "COLUMNS"};
    std::istringstream variables(environment);
    for (std::string variable; variables >> variable;) words.push_back(variable);
    words.insert(words.end(), {RFM_PROGRAM, "summary"});
    words.insert(words.end(), arguments.begin(), arguments.end());
    return run(words, input, project_file("."));
}

int widest_line(const std::string& text) {
    int widest = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) widest = std::max(widest, base::display_width(line));
    return widest;
}

TEST_CASE("summary command: the example of its page is the program's own output") {
    const Ran ran = summary_in("LC_ALL=C.UTF-8", {"data/orders.csv"});
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    CHECK(read_file(project_file("docs/output.md")).find("```\n" + ran.out + "```\n") != std::string::npos);
    CHECK(widest_line(ran.out) <= 80);
}

TEST_CASE("summary command: few orders, exactly") {
    const Ran ran = summary_in("LC_ALL=C", {}, few_orders);
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    CHECK(ran.out ==
          "2 customers, 3 orders, revenue 6.75\n"
          "as of 2025-01-06 (the day after the latest purchase); 5 rows read, 4 used\n"
          "  1 of the used rows are refunds\n"
          "  1 left out: no customer (guests)\n"
          "  1 customers have refunds only and are not scored\n"
          "\n"
          "segment     customers  share                    revenue  share\n"
          "high-value          0   0.0%                       0.00   0.0%\n"
          "potential           1  50.0%  ############         4.50  66.7%  ################\n"
          "at-risk             0   0.0%                       0.00   0.0%\n"
          "sleeping            1  50.0%  ############         2.25  33.3%  ########\n"
          "all                 2                              6.75\n"
          "\n"
          "customers by recency score (R, rows) and frequency score (F)\n"
          "     F 1  F 2  F 3  F 4  F 5\n"
          "R 5    -    -    -    -    -\n"
          "R 4    -    -    -    -    -\n"
          "R 3    -    -    1    -    -\n"
          "R 2    -    -    -    -    -\n"
          "R 1    1    -    -    -    -\n"
          "\n"
          "recency\n"
          "lowest 1, median 1, highest 3; cut points 0, 0, 2, 2\n"
          "days  customers  score\n"
          "   1          1  3      ########################################################\n"
          "   2          0  3\n"
          "   3          1  1      ########################################################\n"
          "\n"
          "frequency\n"
          "lowest 1, median 1, highest 2; cut points 1, 1, 2, 2\n"
          "orders  customers  score\n"
          "     1          1  1      ######################################################\n"
          "     2          1  3      ######################################################\n"
          "\n"
          "monetary\n"
          "lowest 2.25, median 2.25, highest 4.50; cut points 2.25, 2.25, 4.50, 4.50\n"
          "amount          customers  score\n"
          "  2.20 to 2.40          1  1-3    ##############################################\n"
          "  2.40 to 2.60          0  3\n"
          "  2.60 to 2.80          0  3\n"
          "  2.80 to 3.00          0  3\n"
          "  3.00 to 3.20          0  3\n"
          "  3.20 to 3.40          0  3\n"
          "  3.40 to 3.60          0  3\n"
          "  3.60 to 3.80          0  3\n"
          "  3.80 to 4.00          0  3\n"
          "  4.00 to 4.20          0  3\n"
          "  4.20 to 4.40          0  3\n"
          "  4.40 to 4.60          1  3      ##############################################\n"
          "\n"
          "the best 50% of customers bring 66.7% of revenue\n");
}

TEST_CASE("summary command: any number of threads and any memory, the same bytes") {
    const TemporaryFolder folder;
    GeneratedOrders wanted;
    wanted.rows = 150'000;
    wanted.customers = 60'000;
    const std::string orders = folder.write("orders.csv", orders_text(generate_orders(wanted)));
    for (const char* format : {"text", "json"}) {
        const Ran one = rfm({"summary", orders, "--format", format, "--threads", "1"});
        REQUIRE(one.status == 0);
        CHECK(rfm({"summary", orders, "--format", format, "--threads", "4"}).out == one.out);
        CHECK(rfm({"summary", orders, "--format", format, "--memory-limit", "32M"}).out == one.out);
    }
}

TEST_CASE("summary command: the characters are those of the locale") {
    const std::vector<std::string> words = {"data/orders.csv"};
    const std::string blocks = summary_in("LANG=en_US.UTF-8", words).out;
    const std::string signs = summary_in("LANG=C", words).out;
    CHECK(blocks.find("█") != std::string::npos);
    CHECK(signs.find("█") == std::string::npos);
    CHECK(signs.find("####") != std::string::npos);
    CHECK(summary_in("", words).out == signs);
    CHECK(summary_in("LANG=de_DE.utf8", words).out == blocks);
    CHECK(summary_in("LC_ALL=C LC_CTYPE=C.UTF-8 LANG=C.UTF-8", words).out == signs);
    CHECK(summary_in("LC_CTYPE=C.UTF-8 LANG=C", words).out == blocks);
    CHECK(summary_in("LC_ALL= LANG=C.UTF-8", words).out == blocks);
}

TEST_CASE("summary command: in a pipe as wide as COLUMNS says, and never in colour") {
    for (const int width : {60, 77, 132}) {
        const Ran ran = summary_in("LC_ALL=C.UTF-8 TERM=xterm COLUMNS=" + std::to_string(width), {"data/orders.csv"});
        CHECK(widest_line(ran.out) <= width);
        CHECK(widest_line(ran.out) > width - 12);
        CHECK(ran.out.find('\x1b') == std::string::npos);
    }
    const std::string usual = summary_in("LC_ALL=C", {"data/orders.csv"}).out;
    CHECK(summary_in("LC_ALL=C COLUMNS=wide", {"data/orders.csv"}).out == usual);
    CHECK(summary_in("LC_ALL=C COLUMNS=-3", {"data/orders.csv"}).out == usual);
}

TerminalRun terminal(unsigned short columns, std::vector<std::string> environment = {}) {
    TerminalRun wanted;
    wanted.last_input = few_orders;
    wanted.at_most = std::chrono::milliseconds(0);
    wanted.columns = columns;
    wanted.shows_output = true;
    wanted.environment = std::move(environment);
    wanted.environment.push_back("LC_ALL=C.UTF-8");
    return wanted;
}

// Without the codes of colour and the carriage returns of a terminal.
std::string plain(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
    for (std::size_t at = text.find("\x1b["); at != std::string::npos; at = text.find("\x1b[")) {
        text.erase(at, text.find('m', at) - at + 1);
    }
    return text;
}

TEST_CASE("summary command: on a terminal in colour and as wide as it is") {
    for (const unsigned short columns : std::initializer_list<unsigned short>{60, 90, 200}) {
        const OnTerminal ran = rfm_on_terminal({"summary"}, terminal(columns));
        CHECK(ran.status == 0);
        CHECK(ran.out == "");
        CHECK(ran.shown.find("\x1b[1m") != std::string::npos);
        CHECK(ran.shown.find("\x1b[36m█") != std::string::npos);
        CHECK(plain(ran.shown) == summary_in("LC_ALL=C.UTF-8 COLUMNS=" + std::to_string(columns), {}, few_orders).out);
    }
}

TEST_CASE("summary command: without colour where it is not wanted") {
    const std::string wanted = summary_in("LC_ALL=C.UTF-8", {}, few_orders).out;
    const auto shown = [](const TerminalRun& how) {
        std::string text = rfm_on_terminal({"summary"}, how).shown;
        text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
        return text;
    };
    CHECK(shown(terminal(80, {"NO_COLOR=1"})) == wanted);
    for (const char* kind : {"dumb", ""}) {
        TerminalRun how = terminal(80);
        how.terminal = kind;
        CHECK(shown(how) == wanted);
    }
    TerminalRun empty = terminal(80, {"NO_COLOR="});  // is not set, says the convention
    CHECK(shown(empty).find("\x1b[1m") != std::string::npos);
}

TEST_CASE("summary command: nothing from the data moves the cursor") {
    const TemporaryFolder folder;
    const std::string map = folder.write("map.csv", "segment,r,f,m\n\x1b[2Jgone,1-3,*,*\n名字\x1b]0;title,*,*,*\n");
    const OnTerminal ran = rfm_on_terminal({"summary", "--map", map}, terminal(80));
    CHECK(ran.status == 0);
    CHECK(ran.shown.find("\x1b[2J") == std::string::npos);
    CHECK(ran.shown.find("\x1b]") == std::string::npos);
    CHECK(ran.shown.find("\\x1b[2Jgone") != std::string::npos);
}

TEST_CASE("summary command: into a file, without colour, together with the rejects") {
    const TemporaryFolder folder;
    TerminalRun how = terminal(100);
    how.last_input += "d,2025-01-32,1\n";
    const std::vector<std::string> words = {"summary",          "-o",     folder.file("summary.txt"), "--rejects",
                                            folder.file("bad"), "--lock", folder.file("lock")};
    const OnTerminal ran = rfm_on_terminal(words, how);
    CHECK(ran.status == 0);
    const std::string text = read_file(folder.file("summary.txt"));
    CHECK(text.starts_with("2 customers"));
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(widest_line(text) <= 80);
    CHECK(text.find("1 rejected, see the rejects file") != std::string::npos);
    CHECK(read_file(folder.file("bad")).find("2025-01-32") != std::string::npos);
    CHECK(ran.shown.find("1 bad row") != std::string::npos);  // the warning, on standard error

    CHECK(rfm({"summary", "-o", folder.file("x"), "--rejects", folder.file("x")}, few_orders).status == 64);
    CHECK(rfm({"summary", "-o", folder.file("no/x")}, few_orders).status == 73);
    CHECK(run({"sh", "-c", "printf 'customer,date,amount\\na,2025-01-02,1\\n' | " RFM_PROGRAM " summary > /dev/full"})
              .status == 74);
}

TEST_CASE("summary command: warnings go to standard error, unless it is quiet") {
    const std::vector<std::string> words = {"summary", "--keep", "customer=a,b,x"};
    const Ran ran = rfm(words, few_orders);
    CHECK(ran.err.find("rfm: ") == 0);
    CHECK(rfm({"summary", "--keep", "customer=a,b,x", "--quiet"}, few_orders).err == "");
    CHECK(rfm({"summary", "--keep", "customer=a,b,x", "--log-format", "json"}, few_orders).err.starts_with("{"));
}

TEST_CASE("summary command: settings of a file, in its own section too") {
    const TemporaryFolder folder;
    const std::string config =
        folder.write("shop.toml", "no-monetary = true\n[summary]\nlabels = \"zh\"\n[score]\nsort = \"frequency\"\n");
    const Ran ran = rfm({"summary", "--config", config}, few_orders);
    CHECK(ran.err == "");
    CHECK(ran.out.find("沉睡客户") != std::string::npos);
    CHECK(ran.out.find("revenue") == std::string::npos);
}

TEST_CASE("summary command: JSON holds what the summary file of a score holds, and the figures") {
    const TemporaryFolder folder;
    const std::string orders = project_file("data/orders.csv");
    const Ran scored = rfm({"score", orders, "-o", "/dev/null", "--summary", folder.file("summary.json")});
    REQUIRE(scored.status == 0);
    const auto json = nlohmann::json::parse(rfm({"summary", orders, "--format", "json"}).out);
    CHECK(json["summary"] == nlohmann::json::parse(read_file(folder.file("summary.json"))));
    CHECK(json["cells"].size() == 25);
    CHECK(json["top"].size() == 10);
    CHECK(json["pareto"].size() == 100);
    CHECK(json["pareto"][99]["monetary"] == json["summary"]["monetary_total"]);
    for (const char* metric : {"recency_days", "frequency", "monetary"}) {
        std::uint64_t customers = 0;
        for (const auto& bar : json["histograms"][metric]["bars"]) customers += bar["customers"].get<std::uint64_t>();
        CHECK(customers == 300);
    }
    std::size_t i = 0;
    for (const auto& segment : json["summary"]["segments"]) {
        CHECK(json["segments"][i]["segment"] == segment["segment"]);
        CHECK(json["segments"][i]["monetary"] == segment["monetary"]);
        CHECK(json["segments"][i++]["customers"] == segment["customers"]);
    }
    // The ending says so, too.
    for (const auto& [name, more] : {std::pair{"a.json", ""}, {"a.txt", "json"}, {"b.json", "text"}, {"a", ""}}) {
        std::vector<std::string> words = {"summary", orders, "-o", folder.file(name)};
        if (*more != '\0') words.insert(words.end(), {"--format", more});
        CHECK(rfm(words).status == 0);
    }
    CHECK(read_file(folder.file("a.json")) == rfm({"summary", orders, "--format", "json"}).out);
    CHECK(read_file(folder.file("a.txt")) == read_file(folder.file("a.json")));
    CHECK(read_file(folder.file("b.json")) == read_file(folder.file("a")));
    CHECK(read_file(folder.file("a")).starts_with("300 customers, "));
    CHECK(rfm({"summary", orders, "--format", "xml"}).err == "rfm: --format 'xml': must be one of text, json\n");
    CHECK(rfm({"summary", orders, "--format", "xml"}).status == 64);
}

TEST_CASE("a latest purchase after today is a warning, unless the as-of date is given") {
    const TemporaryFolder folder;
    const std::string orders =
        folder.write("orders.csv", "customer,date,amount\na,2025-01-02,3.50\nb,2999-01-03,2.25\n");
    const std::string warning =
        "rfm: the latest purchase is of 2999-01-03, after today; if that date is wrong, so is every recency: "
        "give --as-of\n";
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"score", orders, "-o", folder.file("scores.csv")},
          {"summary", orders},
          {"report", orders, "-o", folder.file("report.html")}}) {
        INFO(words[0]);
        CHECK(rfm(words).err.find(warning) != std::string::npos);
        std::vector<std::string> dated = words;
        dated.insert(dated.end(), {"--as-of", "2999-02-01"});
        CHECK(rfm(dated).err.find("after today") == std::string::npos);
        std::vector<std::string> quiet = words;
        quiet.emplace_back("-q");
        CHECK(rfm(quiet).err == "");
    }
}

}  // namespace
}  // namespace rfm::test
