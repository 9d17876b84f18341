// The pictures: as many marks as there are data, whatever the data are.
#include <map>
#include <string>

#include "report/example_contents.h"
#include "report/xml_check.h"
#include "support/catch.h"

namespace rfm::report::test {
namespace {

std::map<std::string, XmlFacts> drawn(const Contents& contents) {
    std::map<std::string, XmlFacts> facts;
    for (const Picture& picture : pictures(contents)) {
        INFO(picture.svg);
        facts[picture.file] = parse_xml(picture.svg);
        CHECK(facts[picture.file].error == "");
        CHECK(picture.svg.find("NaN") == std::string::npos);
        CHECK(picture.svg.find("undefined") == std::string::npos);
        CHECK(picture.svg.find("var(") == std::string::npos);
        CHECK(picture.svg.find(" style=") == std::string::npos);
    }
    return facts;
}

std::size_t marks(const std::map<std::string, XmlFacts>& facts, const std::string& file) {
    return count_class(facts.at(file), "mark");
}

TEST_CASE("pictures: a mark for each piece of the data") {
    const Example example;
    const auto facts = drawn(example.contents());
    CHECK(facts.size() == 7);
    CHECK(marks(facts, "segments.svg") == 8);  // customers and money of four
    CHECK(marks(facts, "heatmap.svg") == 25);
    CHECK(marks(facts, "recency.svg") == 20);
    CHECK(marks(facts, "frequency.svg") == 21);
    CHECK(marks(facts, "monetary.svg") == 22);
    CHECK(count_class(facts.at("monetary.svg"), "open") == 2);
    CHECK(marks(facts, "pareto.svg") == 100);
    CHECK(marks(facts, "flows.svg") == 21);  // of 25, four are 0
    CHECK(count_class(facts.at("recency.svg"), "cut") == 4);
    CHECK(facts.at("segments.svg").text.find("60,000.25 · 60.0%") != std::string::npos);
    CHECK(facts.at("heatmap.svg").text.find("R 5, F 5\n172 customers (17.2%)\nMean revenue: 10.34") !=
          std::string::npos);
    CHECK(facts.at("recency.svg").text.find("20 to 39 days\n96 customers (9.6%)") != std::string::npos);
    CHECK(facts.at("frequency.svg").text.find("1 order\n101 customers") != std::string::npos);
    CHECK(facts.at("frequency.svg").text.find("21 orders or more\n9 customers") != std::string::npos);
    CHECK(facts.at("monetary.svg").text.find("under 0\n4 customers") != std::string::npos);
}

TEST_CASE("pictures: in Chinese") {
    Example example;
    example.labels = Labels::chinese;
    const auto facts = drawn(example.contents());
    CHECK(facts.at("segments.svg").text.find("销售额：60,000.25 (60.0%)") != std::string::npos);
    CHECK(facts.at("heatmap.svg").text.find("R 5，F 5") != std::string::npos);
    CHECK(marks(facts, "flows.svg") == 21);
}

TEST_CASE("pictures: names that would be markup") {
    Example example;
    const std::string hostile =
        "</title><script>alert(1)</script>\"' onload=\"x\" &amp; \x01 \xF0\x9F\x98\x80 \xE2\x80\xAE";
    example.overview.segments[0].segment = hostile;
    example.movement.segments[0] = hostile;
    example.movement.old_name = hostile;
    example.movement.old_as_of = "";
    const auto facts = drawn(example.contents());
    for (const auto& [file, of] : facts) {
        for (const std::string& element : of.elements) CHECK(element != "script");
    }
    CHECK(marks(facts, "segments.svg") == 8);
    CHECK(facts.at("segments.svg").text.find("</title><script>alert(1)</script>\"' o") != std::string::npos);
    CHECK(facts.at("segments.svg").text.find("\xE2\x80\xAE") == std::string::npos);
}

TEST_CASE("pictures: one customer, no money, no map, ten scores") {
    Example example;
    example.summary.has_monetary = false;
    example.summary.monetary_total = "";
    example.summary.customers = 1;
    example.summary.bins = 10;
    example.summary.cuts = {std::vector<std::int64_t>(9, 1), std::vector<std::int64_t>(9, 1), {}};
    example.overview = {};
    example.overview.bins = 10;
    example.overview.cells.resize(100);
    example.overview.cell_means.resize(100);
    example.overview.cells[99].customers = 1;
    example.overview.histograms[0] = {{{1, 2, 1}}, 1, 1, 1};
    example.overview.histograms[1] = {{{1, 2, 1}}, 1, 1, 1};
    Contents contents{example.summary, example.overview, nullptr, Labels::english, "1"};
    const auto facts = drawn(contents);
    CHECK(facts.size() == 3);
    CHECK(marks(facts, "heatmap.svg") == 100);
    CHECK(marks(facts, "recency.svg") == 1);
    CHECK(marks(facts, "frequency.svg") == 1);
}

TEST_CASE("pictures: money below 0, all of it and in part") {
    Example example;
    example.overview.segments[3].group.monetary = "-5000.00";
    example.overview.pareto[49].monetary_percent = "112.5";
    CHECK(marks(drawn(example.contents()), "segments.svg") == 8);
    example.summary.monetary_total = "-1.00";
    for (ParetoPoint& point : example.overview.pareto) point.monetary_percent = "";
    const auto facts = drawn(example.contents());
    CHECK(facts.count("pareto.svg") == 0);
    CHECK(facts.size() == 6);
}

TEST_CASE("pictures: fewer customers than percents") {
    Example example;
    example.overview.pareto = {{1, "60.00", "60.0"}, {2, "90.00", "90.0"}, {3, "100.00", "100.0"}};
    const auto facts = drawn(example.contents());
    CHECK(marks(facts, "pareto.svg") == 3);
    CHECK(facts.at("pareto.svg").text.find("20% bring 60.0%") != std::string::npos);
    CHECK(facts.at("pareto.svg").text.find("The best 33.3% (1 customers)") == std::string::npos);
    CHECK(facts.at("pareto.svg").text.find("The best 33.3% (1 customer)") != std::string::npos);
}

TEST_CASE("pictures: only open bars") {
    Example example;
    example.overview.histograms[2].bars = {{std::nullopt, 5'000'000, 3}, {5'000'000, std::nullopt, 4}};
    CHECK(marks(drawn(example.contents()), "monetary.svg") == 2);
    example.overview.histograms[2].bars = {{std::nullopt, std::nullopt, 7}};
    CHECK(marks(drawn(example.contents()), "monetary.svg") == 1);
}

TEST_CASE("pictures: of hundreds of segments the smallest are one") {
    Example example;
    example.overview.segments.clear();
    example.movement.segments.clear();
    example.movement.customers.assign(301, std::vector<std::uint64_t>(301, 1));
    for (std::uint64_t i = 0; i < 300; ++i) {
        const std::string name = "segment-" + std::to_string(i);
        example.overview.segments.push_back({name, name, {"R 1"}, {i + 1, "10.00"}, "1.0", "1.0", "1.00"});
        example.movement.segments.push_back(name);
    }
    const auto facts = drawn(example.contents());
    CHECK(marks(facts, "segments.svg") == 32);
    CHECK(facts.at("segments.svg").text.find("285 other segments") != std::string::npos);
    CHECK(facts.at("segments.svg").text.find("40,755") != std::string::npos);  // 1 + ... + 285
    CHECK(marks(facts, "flows.svg") < 17 * 17 + 3 * 17);
    CHECK(page(example.contents()).size() < 400'000);
}

}  // namespace
}  // namespace rfm::report::test
