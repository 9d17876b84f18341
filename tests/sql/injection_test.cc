// Whatever stands in a name or a value, the query's own words stay the same.
#include <algorithm>
#include <string>

#include <rfm/error.h>

#include "sql/dialect.h"
#include "sql/example_request.h"
#include "sql/query.h"
#include "sql/tokens.h"
#include "support/catch.h"

namespace rfm::sql {
namespace {

using test::lexical_rules;
using test::LexicalRules;
using test::Tokens;
using test::tokens_of;

const std::string nasty_words[] = {
    "a\"b",
    "a\"\"b",
    "\"",
    "a'b",
    "''",
    "'",
    "a`b",
    "`",
    "``",
    "a\\b",
    "a\\",
    "\\",
    "\\'",
    "\\\\'",
    "\\\"",
    "\\`",
    "a;b",
    "a--b",
    "--",
    "/*",
    "*/",
    "a/*b*/c",
    "a\nb",
    "a\r\nb",
    "\n",
    "\ttab",
    "' OR 1=1 --",
    "\\' OR 1=1 --",
    "'; DROP TABLE t; --",
    "\"; DROP TABLE t; --",
    "`; DROP TABLE t; --",
    "$$",
    "$1",
    "{{x}}",
    "{%x%}",
    "{}",
    "{0}",
    "%s",
    "?",
    ":x",
    "@x",
    "&x",
    "[x]",
    "日本",
    "Ünï",
    "\xE2\x80\xA8",
    "E'",
    "N'",
    "r'",
    "u007b",
    "\\u0027",
    "a b",
    " a ",
    "SELECT",
};

Request nasty_request(const std::string& word) {
    Request request = example_request();
    request.table = "\"";
    for (const char c : word) request.table += c == '"' ? std::string("\"\"") : std::string(1, c);
    request.table += "\".orders";
    request.plan.order_id = word;
    request.plan.date = word;
    request.plan.status = word;
    request.plan.filters = {{true, word, {word, "paid"}, false}, {false, "status", {word}, false}};
    request.plan.cancel_prefix = word;
    return request;
}

std::string query_of(const Request& request, const Dialect& dialect, bool counts) {
    return counts ? counts_query(request, dialect) : score_query(request, dialect);
}

std::size_t count(const std::vector<std::string>& words, const std::string& word) {
    return static_cast<std::size_t>(std::count(words.begin(), words.end(), word));
}

TEST_CASE("injection: names and values keep to their place, in every dialect") {
    for (const LexicalRules& rules : lexical_rules) {
        const Dialect& dialect = dialect_named(rules.dialect);
        for (const bool counts : {false, true}) {
            const Tokens plain = tokens_of(query_of(nasty_request("plain"), dialect, counts), rules);
            for (const std::string& word : nasty_words) {
                CAPTURE(rules.dialect, word);
                const Tokens nasty = tokens_of(query_of(nasty_request(word), dialect, counts), rules);
                // The length of the prefix is the one number that hangs on the word.
                REQUIRE(nasty.names.size() == plain.names.size());
                REQUIRE(nasty.texts.size() == plain.texts.size());
                for (std::size_t i = 0; i < plain.names.size(); ++i) {
                    CHECK(nasty.names[i] == (plain.names[i] == "plain" ? word : plain.names[i]));
                }
                for (std::size_t i = 0; i < plain.texts.size(); ++i) {
                    CHECK(nasty.texts[i] == (plain.texts[i] == "plain" ? word : plain.texts[i]));
                }
                CHECK(count(plain.names, "plain") >= 4);
                CHECK(count(plain.texts, "plain") >= 3);
            }
        }
    }
}

TEST_CASE("injection: the words around them are the same") {
    for (const LexicalRules& rules : lexical_rules) {
        const Dialect& dialect = dialect_named(rules.dialect);
        const auto rest = [&](const std::string& word) {
            Request request = nasty_request(word);
            request.plan.cancel_prefix.clear();
            return tokens_of(score_query(request, dialect), rules).rest;
        };
        for (const std::string& word : nasty_words) {
            CAPTURE(rules.dialect, word);
            CHECK(rest(word) == rest("plain"));
        }
    }
}

TEST_CASE("injection: Spark's ${variables} are written so that none is seen, or refused") {
    const Dialect& spark = dialect_named("spark");
    CHECK(spark.literal("a${x}") == "'a$\\u007bx}'");
    CHECK(spark.literal("$$${${") == "'$$$\\u007b$\\u007b'");
    CHECK_THROWS_AS(spark.identifier("${x}"), Error);
    CHECK(spark.identifier("$x{") == "`$x{`");
}

TEST_CASE("injection: a point would part a quoted name of BigQuery in two, and is refused") {
    const Dialect& bigquery = dialect_named("bigquery");
    CHECK_THROWS_AS(bigquery.identifier("a.b"), Error);
    CHECK_THROWS_AS(bigquery.identifier("."), Error);
    CHECK(bigquery.identifier("a-b") == "`a-b`");
    CHECK(bigquery.literal("a.b") == "'a.b'");
    Request request = example_request();
    request.table = "shop.orders";  // two parts, each quoted
    CHECK(score_query(request, bigquery).find("FROM `shop`.`orders` AS src") != std::string::npos);
    request.table = "\"shop.orders\"";
    CHECK_THROWS_AS(score_query(request, bigquery), Error);
}

TEST_CASE("injection: what SQL can't hold is refused") {
    for (const LexicalRules& rules : lexical_rules) {
        const Dialect& dialect = dialect_named(rules.dialect);
        for (const std::string& word :
             {std::string("a\0b", 3), std::string("\xFF"), std::string("a\xC3"), std::string("\xED\xA0\x80")}) {
            CAPTURE(rules.dialect, word);
            CHECK_THROWS_AS(dialect.identifier(word), Error);
            CHECK_THROWS_AS(dialect.literal(word), Error);
        }
    }
}

TEST_CASE("injection: a name that PostgreSQL would cut is refused") {
    CHECK(dialect_named("postgres").identifier(std::string(63, 'x')).size() == 65);
    CHECK_THROWS_AS(dialect_named("postgres").identifier(std::string(64, 'x')), Error);
    CHECK(dialect_named("duckdb").identifier(std::string(64, 'x')).size() == 66);
}

}  // namespace
}  // namespace rfm::sql
