// The page as a whole: what it may load, what it says, and that data is text in it.
#include <regex>
#include <string>
#include <vector>

#include "report/example_contents.h"
#include "support/catch.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::report::test {
namespace {

using rfm::test::run;

std::string between(const std::string& text, const std::string& before, const std::string& behind) {
    const std::size_t start = text.find(before);
    REQUIRE(start != std::string::npos);
    const std::size_t from = start + before.size();
    return text.substr(from, text.find(behind, from) - from);
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

// By a program of its own.
std::string independent_hash(const std::string& text) {
    const std::string script = "sha256sum | cut -d' ' -f1 | xxd -r -p | base64 -w0";
    const std::string fallback = "openssl dgst -sha256 -binary | base64 -w0";
    const rfm::test::Ran ran =
        run({"sh", "-c", "if command -v xxd >/dev/null; then " + script + "; else " + fallback + "; fi"}, text);
    return "sha256-" + ran.out;
}

TEST_CASE("page: the same bytes each time, in both languages") {
    Example example;
    const std::string once = page(example.contents());
    CHECK(once == page(example.contents()));
    CHECK(once.size() < 200'000);
    CHECK(once.find("<html lang=\"en\">") != std::string::npos);
    example.labels = Labels::chinese;
    const std::string chinese = page(example.contents());
    CHECK(chinese.find("<html lang=\"zh-CN\">") != std::string::npos);
    CHECK(chinese.find("客户分析报告") != std::string::npos);
    CHECK(chinese.find("Customers") == std::string::npos);
    CHECK(count(chinese, "class=\"mark ") == count(once, "class=\"mark "));
    CHECK(count(chinese, "<td") == count(once, "<td"));
}

TEST_CASE("page: loads nothing, and its policy names what is in it") {
    const Example example;
    const std::string html = page(example.contents());
    const std::string policy = between(html, "Content-Security-Policy\" content=\"", "\"");
    CHECK(policy.find("default-src 'none'") == 0);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(policy.find("style-src '" + independent_hash(between(html, "<style>", "</style>")) + "'") !=
          std::string::npos);
    CHECK(policy.find("script-src '" + independent_hash(between(html, "<script>", "</script>")) + "'") !=
          std::string::npos);
    CHECK(count(html, "<script") == 1);
    CHECK(count(html, "<style") == 1);
    CHECK(count(html, " style=") == 0);
    CHECK(count(html, " src=") == 0);
    CHECK(count(html, " href=") == 0);
    CHECK(count(html, "url(") == 0);
    CHECK(count(html, "@import") == 0);
    CHECK(count(html, "http") == count(html, "http-equiv") + count(html, "http://www.w3.org/2000/svg"));
}

TEST_CASE("page: its figures") {
    const Example example;
    const std::string html = page(example.contents());
    CHECK(html.find("<dt>Revenue</dt><dd>100,000.50<small>in <bdi>EUR</bdi></small>") != std::string::npos);
    CHECK(html.find("<dt>Revenue per order</dt><dd>40.00<small>100.00 per customer") != std::string::npos);
    CHECK(html.find("<dt>Orders</dt><dd>2,500<small>2.5 per customer") != std::string::npos);
    CHECK(
        html.find("<bdi>high-value</bdi></th><td>110</td><td>11.0%</td><td>60,000.25</td><td>60.0%</td><td>545.46</td>"
                  "<td>7.1</td><td>12.5</td>") != std::string::npos);
    CHECK(html.find("66 rose to a better segment, 111 slipped to a worse one, 680 stayed; 61 are new, 49 are gone.") !=
          std::string::npos);
    CHECK(html.find("left out: no customer (guests)</th><td>31</td>") != std::string::npos);
    CHECK(html.find("the reason of each</th><td>14</td>") != std::string::npos);
    CHECK(html.find("--r-cuts 30,90,180,365 --f-cuts 1,2,2,5 --m-cuts 10,50.5,120,400") != std::string::npos);
    // The values of each score: of equal cut points, nothing lies between.
    CHECK(html.find("R 5</th><td class=\"words\">30 days or fewer") != std::string::npos);
    CHECK(html.find("F 3</th><td class=\"words\">no value") != std::string::npos);
    CHECK(html.find("bought recently (R\u00A04\u2060–\u20605), often (F\u00A05), for much money") != std::string::npos);
    CHECK(html.find("Your best customers") != std::string::npos);
    CHECK(html.find("shop/") == std::string::npos);  // folders are nobody's business
    for (const char* id : {"segments", "heatmap", "recency", "frequency", "monetary", "pareto", "flows"}) {
        CHECK(html.find(std::string("<figure id=\"") + id + "\">") != std::string::npos);
    }
}

TEST_CASE("page: without movement, money or map") {
    Example example;
    Contents contents{example.summary, example.overview, nullptr, Labels::english, "1"};
    CHECK(page(contents).find("id=\"flows\"") == std::string::npos);
    example.summary.has_monetary = false;
    example.overview.pareto.clear();
    example.overview.segments.clear();
    example.overview.histograms[2] = {};
    const std::string html = page(contents);
    CHECK(html.find("There are no segments") != std::string::npos);
    CHECK(html.find("id=\"pareto\"") == std::string::npos);
    CHECK(html.find("id=\"monetary\"") == std::string::npos);
    CHECK(html.find("--m-cuts") == std::string::npos);
    CHECK(html.find(">Revenue<") == std::string::npos);
}

TEST_CASE("page: data is text") {
    const std::vector<std::string> hostile = {"<script>window.hit=1</script>",
                                              "\"><img src=x onerror=alert(1)>",
                                              "' onmouseover='alert(1)",
                                              "=HYPERLINK(\"http://x\",\"y\")",
                                              "&lt;b&gt;",
                                              "</style><script>alert(1)</script>",
                                              "-->",
                                              "{}",
                                              "{0}"};
    for (const std::string& text : hostile) {
        Example example;
        const std::string usual = page(example.contents());
        example.overview.top[0].id = text;
        example.overview.segments[1].segment = text;
        example.movement.segments[1] = text;
        example.movement.old_name = text;
        example.summary.inputs[0].name = text;
        example.summary.inputs[0].dialect = text;
        example.summary.inputs[0].columns[0] = text;
        example.summary.warnings[0] = text;
        example.summary.currency = text;
        example.summary.map_name = text;
        example.summary.date_form = text;
        example.summary.decimal_form = text;
        example.summary.as_of_reason = text;
        example.summary.since = example.summary.as_of - 9;
        example.summary.since_reason = text;
        const std::string html = page(example.contents());
        INFO(text);
        CHECK(count(html, "<script") == 1);
        CHECK(count(html, "<img") == 0);
        CHECK(count(html, "<style") == 1);
        CHECK(count(html, "<!--") == 0);
        // No tag more than without: but for the row and the two notes of `since`.
        CHECK(count(html, "<div") == count(usual, "<div"));
        CHECK(count(html, "<figure") == count(usual, "<figure"));
        const std::regex handler("<[^>]*[\\s\"']on[a-z]+\\s*=");
        CHECK_FALSE(std::regex_search(html, handler));
    }
}

TEST_CASE("page: an id of a megabyte") {
    Example example;
    example.overview.top[3].id = std::string(1'048'576, 'x');
    const std::string html = page(example.contents());
    CHECK(html.size() < 200'000);
    CHECK(html.find("<bdi>" + std::string(60, 'x') + "… (1,048,576 bytes)</bdi>") != std::string::npos);
}

}  // namespace
}  // namespace rfm::report::test
