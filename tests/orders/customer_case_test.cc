#include "orders/customer_case.h"

#include "support/catch.h"

namespace rfm::orders {
namespace {

std::string folded(std::string_view text) {
    std::string out = "left over";
    fold_case(text, out);
    return out;
}

TEST_CASE("case is folded as Unicode says, in the composed form") {
    CHECK(folded("") == "");
    CHECK(folded("ann@example.com") == "ann@example.com");
    CHECK(folded("Ann@EXAMPLE.com") == "ann@example.com");
    CHECK(folded("ÄRGER") == "ärger");
    CHECK(folded("A\u0308rger") == "ärger");  // the dots as a character of their own
    CHECK(folded("STRASSE") == folded("Straße"));
    CHECK(folded("ΣΊΣΥΦΟΣ") == folded("σίσυφος"));
    CHECK(folded("ПЁТР") == "пётр");
    CHECK(folded("客户") == "客户");
    CHECK(folded(std::string_view("A\0B", 3)) == std::string_view("a\0b", 3));
    CHECK(folded("A\xE9Z") == "a\xE9z");  // no UTF-8
}

}  // namespace
}  // namespace rfm::orders
