#include "diff/alert_rule.h"

#include "diff/scored_text.h"

namespace rfm::diff {
namespace {

using Kind = AlertSide::Kind;
using Measure = AlertRule::Measure;
using test::error_of;

std::string canonical(std::string_view text) {
    return parse_alert(text).canonical;
}

// Where the arrow of the refusal points, and what it says.
std::string refusal(const std::string& text) {
    const std::string words = error_of([&] { parse_alert(text); });
    if (!words.starts_with("64 --alert ")) return words;
    const std::size_t line = words.find("\n  ");
    const std::size_t arrow = words.rfind("\n  ");
    const std::size_t said = words.find("': ") + 1;
    CHECK(words.substr(line + 3, arrow - line - 3) == text);
    return std::to_string(words.size() - arrow - 4) + words.substr(said, line - said);
}

TEST_CASE("alert rule: every measure") {
    AlertRule rule = parse_alert("high-value -> at-risk > 2%");
    CHECK(rule.measure == Measure::moves);
    CHECK(rule.from.kind == Kind::segment);
    CHECK(rule.from.name == "high-value");
    CHECK(rule.to.name == "at-risk");
    CHECK(rule.comparison == AlertRule::Comparison::more);
    CHECK(rule.limit_scaled == 2'000'000);
    CHECK(rule.is_percent);

    rule = parse_alert("At Risk -> About to Sleep >= 3");
    CHECK(rule.from.name == "At Risk");
    CHECK(rule.to.name == "About to Sleep");
    CHECK(rule.comparison == AlertRule::Comparison::at_least);
    CHECK(!rule.is_percent);

    rule = parse_alert("gone < 0.5%");
    CHECK(rule.from.kind == Kind::any);
    CHECK(rule.to.kind == Kind::outside);
    CHECK(rule.limit_scaled == 500'000);
    CHECK(rule.comparison == AlertRule::Comparison::less);

    rule = parse_alert("new <= +10");
    CHECK(rule.from.kind == Kind::outside);
    CHECK(rule.to.kind == Kind::any);
    CHECK(rule.comparison == AlertRule::Comparison::at_most);
    CHECK(rule.limit_scaled == 10'000'000);

    rule = parse_alert("* -> sleeping > 1");
    CHECK(rule.from.kind == Kind::any);
    rule = parse_alert("sleeping -> * > 1");
    CHECK(rule.to.kind == Kind::any);
    rule = parse_alert("a -> gone > 1");
    CHECK(rule.to.kind == Kind::outside);
    rule = parse_alert("new -> b > 1");
    CHECK(rule.from.kind == Kind::outside);
    CHECK(rule.to.name == "b");

    rule = parse_alert("customers(high-value) < -5%");
    CHECK(rule.measure == Measure::customers);
    CHECK(rule.of.kind == Kind::segment);
    CHECK(rule.of.name == "high-value");
    CHECK(rule.limit_scaled == -5'000'000);
    rule = parse_alert("revenue( all )<-1234567.123456");
    CHECK(rule.measure == Measure::revenue);
    CHECK(rule.of.kind == Kind::any);
    CHECK(rule.limit_scaled == -1'234'567'123'456);
}

TEST_CASE("alert rule: blanks don't matter, and are set right for people") {
    CHECK(canonical(" \thigh-value->at-risk>2 % \n") == "high-value -> at-risk > 2%");
    CHECK(canonical("gone>=0.50") == "gone >= 0.50");
    CHECK(canonical("new<+1") == "new < +1");
    CHECK(canonical("*->*>0") == "* -> * > 0");
    CHECK(canonical("customers (all) <= -3") == "customers(all) <= -3");
    CHECK(canonical("revenue(At  Risk)>1") == "revenue(At  Risk) > 1");
    CHECK(canonical("customers -> revenue > 1") == "customers -> revenue > 1");
    CHECK(canonical("Can't Lose Them -> gone > 1%") == "Can't Lose Them -> gone > 1%");
    CHECK(canonical("高价值客户 -> 沉睡客户 > 1") == "高价值客户 -> 沉睡客户 > 1");
    CHECK(canonical("a- -> -b > 1") == "a- -> -b > 1");
}

TEST_CASE("alert rule: quoted names may hold anything") {
    const std::string quoted = "\"a -> b\" -> \"say \"\"hi\"\" (5%)\" > 1";
    const AlertRule rule = parse_alert(quoted);
    CHECK(rule.from.name == "a -> b");
    CHECK(rule.to.name == "say \"hi\" (5%)");
    CHECK(rule.canonical == quoted);
    CHECK(canonical("\"plain\" -> b > 1") == "plain -> b > 1");
    CHECK(parse_alert("customers(\"all\") > 1").of.kind == Kind::segment);
    CHECK(canonical("customers(\"all\") > 1") == "customers(\"all\") > 1");
    CHECK(parse_alert("\"gone\" -> \"new\" > 1").to.kind == Kind::segment);
    CHECK(canonical("\"gone\" -> \"*\" > 1") == "\"gone\" -> \"*\" > 1");
    CHECK(parse_alert("customers(\" a \") > 1").of.name == " a ");
}

TEST_CASE("alert rule: refusals point at the place") {
    CHECK(refusal("") == "0: expected a segment, gone, new, customers(...) or revenue(...)");
    CHECK(refusal("  ") == "2: expected a segment, gone, new, customers(...) or revenue(...)");
    CHECK(refusal("> 5") == "0: expected a segment, gone, new, customers(...) or revenue(...)");
    CHECK(refusal("a > 5") ==
          "2: expected -> and where the customers of 'a' went; for how many there are, say customers(a)");
    CHECK(refusal("* > 5") ==
          "2: expected -> and where the customers of '*' went; for how many there are, say customers(all)");
    CHECK(refusal("a -> > 5") == "5: expected a segment, * or gone");
    CHECK(refusal("a -> b") == "6: expected >, >=, < or <=, and a number");
    CHECK(refusal("a -> b = 5") == "7: expected >, >=, < or <=, and a number");
    CHECK(refusal("a -> b -> c > 5") == "7: expected >, >=, < or <=, and a number");
    CHECK(refusal("a -> b >") == "8: expected a number, as in 2, -5.5 or 2%");
    CHECK(refusal("a -> b > x") == "9: expected a number, as in 2, -5.5 or 2%");
    CHECK(refusal("a -> b => 5") == "7: expected >, >=, < or <=, and a number");
    CHECK(refusal("a -> b > .5") == "9: expected a number, as in 2, -5.5 or 2%");
    CHECK(refusal("a -> b > 5.") == "11: expected a digit");
    CHECK(refusal("a -> b > - 5") == "10: expected a number, as in 2, -5.5 or 2%");
    CHECK(refusal("a -> b > 0.1234567") == "9: expected a number of at most six decimals");
    CHECK(refusal("a -> b > 99999999999999") == "9: the number is too large");
    CHECK(refusal("a -> b > 1,000") ==
          "10: numbers are written without separators of thousands, and with a decimal point");
    CHECK(refusal("a -> b > 5 customers") == "11: expected % or nothing here");
    CHECK(refusal("a -> b > 5%%") == "11: expected nothing behind %");
    CHECK(refusal("gone -> a > 1") == "0: gone can stand right of -> only: those customers are not in NEW");
    CHECK(refusal("a -> new > 1") == "5: new can stand left of -> only: those customers are not in OLD");
    CHECK(refusal("new -> gone > 1") == "7: expected a segment or *: a customer can't be both new and gone");
    CHECK(refusal("orders(a) > 1") ==
          "0: expected customers or revenue before (; a segment with ( in its name needs double quotes");
    CHECK(refusal("customers() > 1") == "10: expected a segment or all");
    CHECK(refusal("customers(*) > 1") == "10: expected a segment or all");
    CHECK(refusal("customers(a > 1") == "12: expected )");
    CHECK(refusal("\"a -> b > 1") == "0: a quote opens here and is never closed");
    CHECK(refusal("\"\" -> b > 1") == "0: expected a segment, gone, new, customers(...) or revenue(...)");
    // Wide characters take two columns.
    CHECK(refusal("高价值客户 > 1") ==
          "11: expected -> and where the customers of '高价值客户' went; for how many there are, say "
          "customers(高价值客户)");
}

TEST_CASE("alert rule: the refusal as a whole stays on its lines") {
    CHECK(error_of([] { parse_alert("a ->\nb ? 5"); }) ==
          "64 --alert 'a ->\\nb ? 5': expected >, >=, < or <=, and a number\n"
          "  a -> b ? 5\n"
          "            ^");
}

TEST_CASE("alert rule: segments are looked up, and the unknown ones told") {
    const SegmentOrder order = SegmentOrder::candidates("", 5).front();
    AlertRule rule = parse_alert("potential -> sleeping > 1");
    bind_alert(rule, order);
    CHECK(rule.from.number == 1);
    CHECK(rule.to.number == 3);
    rule = parse_alert("revenue(at-risk) > 1");
    bind_alert(rule, order);
    CHECK(rule.of.number == 2);
    for (const char* good : {"gone > 1", "new > 1", "* -> * > 1", "customers(all) > 1"}) {
        rule = parse_alert(good);
        bind_alert(rule, order);
    }
    rule = parse_alert("potential -> Sleeping > 1");
    CHECK(error_of([&] { bind_alert(rule, order); }) ==
          "64 --alert 'potential -> Sleeping > 1': 'Sleeping' is no segment of the map value, which has 'high-value', "
          "'potential', 'at-risk' and 'sleeping'\n"
          "  potential -> Sleeping > 1\n"
          "               ^");
    rule = parse_alert("customers(gold) > 1");
    CHECK_THAT(error_of([&] { bind_alert(rule, order); }), Catch::Contains("'gold' is no segment of the map value"));
}

}  // namespace
}  // namespace rfm::diff
