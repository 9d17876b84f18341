#include "sql/dialect.h"

#include <rfm/error.h>

#include "sql/tokens.h"
#include "support/catch.h"

namespace rfm::sql {
namespace {

TEST_CASE("a dialect that there is not is refused with those that there are") {
    for (const test::LexicalRules& rules : test::lexical_rules)
        CHECK_FALSE(dialect_named(rules.dialect).engine().empty());
    CHECK_THROWS_WITH(dialect_named("oracle"),
                      "--dialect 'oracle': must be one of bigquery, clickhouse, duckdb, postgres, "
                      "snowflake, spark, sqlite, trino");
}

TEST_CASE("characters are counted, not bytes") {
    CHECK(characters_in("") == 0);
    CHECK(characters_in("abc") == 3);
    CHECK(characters_in("日本é") == 3);
}

TEST_CASE("a quotient stands in any place") {
    for (const test::LexicalRules& rules : test::lexical_rules) {
        const std::string quotient = dialect_named(rules.dialect).quotient("a + 1", "b + 1");
        CAPTURE(quotient);
        // Either a call or in parentheses of its own: `k * a / b` is another number than `k * (a / b)`.
        CHECK(quotient.back() == ')');
        CHECK((quotient[0] == '(' ||
               quotient.find('(') == quotient.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZintDv")));
    }
}

TEST_CASE("amounts keep the decimals that are asked for") {
    CHECK(dialect_named("duckdb").amount_type(0) == "DECIMAL(13, 0)");
    CHECK(dialect_named("duckdb").amount_type(6) == "DECIMAL(19, 6)");
    CHECK(dialect_named("duckdb").scaled("m", 0) == "CAST(m AS BIGINT)");
    CHECK(dialect_named("duckdb").scaled("m", 3) == "CAST(m * 1000 AS BIGINT)");
    CHECK(dialect_named("clickhouse").written("m", 3) == "toDecimalString(m, 3)");
}

}  // namespace
}  // namespace rfm::sql
