#include "report/advice.h"

#include <algorithm>

#include "support/catch.h"

namespace rfm::report {
namespace {

SegmentProfile segment(std::string key, std::vector<std::string> rules) {
    SegmentProfile profile;
    profile.key = std::move(key);
    profile.rules = std::move(rules);
    return profile;
}

TEST_CASE("advice: each segment of the built-in maps has its own, in both languages") {
    std::vector<std::string_view> seen;
    for (const char* key : {"high-value", "potential", "at-risk", "sleeping", "Champions", "Loyal Customers",
                            "Potential Loyalists", "New Customers", "Promising", "Need Attention", "About to Sleep",
                            "At Risk", "Can't Lose Them", "Hibernating"}) {
        const auto english = advice_on(segment(key, {"any"}), 5, Labels::english);
        const auto chinese = advice_on(segment(key, {"any"}), 5, Labels::chinese);
        REQUIRE(english);
        REQUIRE(chinese);
        CHECK(english->act != chinese->act);
        CHECK(std::find(seen.begin(), seen.end(), english->act) == seen.end());
        seen.push_back(english->act);
    }
}

TEST_CASE("advice: other segments by where their cells lie") {
    const auto of = [](const char* rule, int bins) {
        return advice_on(segment("mine", {rule}), bins, Labels::english);
    };
    const auto known = [](const char* key) { return advice_on(segment(key, {}), 5, Labels::english); };
    CHECK(of("R 9-10, F 9-10, M 8-10", 10)->act == known("high-value")->act);
    CHECK(of("R 5, F 1", 5)->act == known("potential")->act);
    CHECK(of("R 1-2, F 5", 5)->act == known("at-risk")->act);
    CHECK(of("R 1, M 1", 5)->act == known("sleeping")->act);
    CHECK_FALSE(of("any", 5));
    CHECK_FALSE(of("X 1", 5));
    CHECK_FALSE(of("R", 5));
    CHECK_FALSE(of("R 1-x", 5));
}

TEST_CASE("advice: rules in words") {
    const Words& english = words_of(Labels::english);
    CHECK(rule_words("R 3, F 1", 5, english) == "bought not long ago (R\u00A03), seldom (F\u00A01)");
    CHECK(rule_words("any", 5, english) == "all whom no line above names");
    CHECK(rule_words("strange", 5, english) == "strange");
    CHECK(rule_words("M 8-10", 10, words_of(Labels::chinese)) == "消费高 (M\u00A08\u2060–\u206010)");
}

}  // namespace
}  // namespace rfm::report
