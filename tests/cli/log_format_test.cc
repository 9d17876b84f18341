// --log-format json: one object a line on standard error, and nothing else.
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {
namespace {

using nlohmann::json;

std::vector<json> lines_of(const std::string& text) {
    std::vector<json> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
    for (const json& line : lines) {
        CHECK(std::regex_match(line["time"].get<std::string>(), std::regex("20..-..-..T..:..:..Z")));
    }
    return lines;
}

TEST_CASE("log format: an error with its exit status") {
    const Ran ran = rfm({"score", "/nonexistent.csv", "--log-format", "json"});
    CHECK(ran.status == 66);
    const auto lines = lines_of(ran.err);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0]["level"] == "error");
    CHECK(lines[0]["exit_status"] == 66);
    CHECK(lines[0]["message"] ==
          "/nonexistent.csv: can't be opened: No such file or directory; check the spelling and the folder");
}

TEST_CASE("log format: what a command line gets wrong, wherever the flag stands") {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"score", "--lgo", "--log-format", "json"},
                                                  {"score", "--log-format=json", "--lgo"},
                                                  {"nonsense", "--log-format=json"},
                                                  {"inspect", "--bins", "x", "--log-format", "json"}}) {
        const Ran ran = rfm(words);
        CHECK(ran.status == 64);
        const auto lines = lines_of(ran.err);
        REQUIRE(lines.size() == 1);
        CHECK(lines[0]["exit_status"] == 64);
    }
    const Ran text = rfm({"score", "--log-format", "xml"});
    CHECK(text.status == 64);
    CHECK_THAT(text.err, Catch::StartsWith("rfm: --log-format: xml not in {"));
}

TEST_CASE("log format: several lines of one problem are one object") {
    const Ran ran = rfm({"score", "--log-format", "json"}, "customer,date,amount\na,2025-01-02,x\nb,2025-01-02,y\n");
    CHECK(ran.status == 65);
    const auto lines = lines_of(ran.err);
    REQUIRE(lines.size() == 1);
    CHECK_THAT(lines[0]["message"].get<std::string>(), Catch::Contains("'x'"));
    CHECK_THAT(lines[0]["message"].get<std::string>(), Catch::Contains("'y'"));
}

TEST_CASE("log format: warnings, and the summary when it is asked for") {
    const std::string orders = "customer,date,amount,status\na,2025-01-02,1,paid\n\xFF\xFE\x80,2025-01-02,2,paid\n";
    const Ran ran =
        rfm({"score", "--encoding", "latin-1", "--drop", "status=void", "--log-format", "json", "-v"}, orders);
    CHECK(ran.status == 0);
    CHECK_THAT(ran.out, Catch::StartsWith("customer_id,"));
    const auto lines = lines_of(ran.err);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0]["level"] == "warning");
    CHECK(lines[0]["message"] == "--drop status: no row has 'void' there");
    CHECK(lines[0].count("exit_status") == 0);
    CHECK(lines[1]["level"] == "info");
    CHECK(lines[1]["summary"]["customers"] == 2);
    CHECK(rfm({"score", "--log-format", "json"}, "customer,date,amount\na,2025-01-02,1\n").err == "");
}

TEST_CASE("log format: out of a config file") {
    const TemporaryFolder folder;
    const std::string config = folder.write("shop.toml", "log-format = \"json\"\n");
    const Ran ran = rfm({"score", "/nonexistent.csv", "--config", config});
    CHECK(lines_of(ran.err).size() == 1);
}

}  // namespace
}  // namespace rfm::test
