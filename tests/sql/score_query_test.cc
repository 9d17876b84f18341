#include <string>

#include <rfm/error.h>

#include "sql/example_request.h"
#include "sql/query.h"
#include "sql/tokens.h"
#include "support/catch.h"
#include "support/files.h"

namespace rfm::sql {
namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_CASE("the query of docs/sql.md, to the letter") {
    Request request = example_request();
    request.plan.as_of = parse_iso_day("2025-07-01");
    CHECK(score_query(request, dialect_named("duckdb")) ==
          test::read_file(test::project_file("tests/sql/example.sql")));
    request.form = Form::simple;
    CHECK(score_query(request, dialect_named("postgres")) ==
          test::read_file(test::project_file("tests/sql/example_simple.sql")));
}

TEST_CASE("ranks over all customers are in the simple form alone") {
    for (const test::LexicalRules& rules : test::lexical_rules) {
        for (const Method method : {Method::quintile, Method::ntile, Method::r_rfm}) {
            CAPTURE(rules.dialect, static_cast<int>(method));
            Request request = example_request();
            request.plan.method = method;
            CHECK_FALSE(holds(score_query(request, dialect_named(rules.dialect)), "OVER (ORDER BY"));
            CHECK_FALSE(holds(score_query(request, dialect_named(rules.dialect)), "OVER ()"));
            request.form = Form::simple;
            CHECK(holds(score_query(request, dialect_named(rules.dialect)), "OVER (ORDER BY"));
        }
    }
}

TEST_CASE("cut points that are given need no windows in either form") {
    Request request = example_request();
    request.plan.method = Method::cuts;
    request.plan.cuts = {{30, 90, 180, 365}, {1, 2, 5, 10}, {50'000'000, 100'000'000, 250'500'000, 1'000'000'000}};
    const std::string query = score_query(request, dialect_named("trino"));
    CHECK_FALSE(holds(query, "OVER"));
    CHECK(holds(query, "5 - CASE WHEN recency_days > 30 THEN"));
    CHECK(holds(query, "1 + CASE WHEN frequency > 1 THEN"));
    CHECK(holds(query, "> 25050 THEN"));
}

TEST_CASE("the segment map is a CASE, its last line the rest") {
    Request request = example_request();
    request.plan.labels = Labels::chinese;
    const std::string query = score_query(request, dialect_named("duckdb"));
    CHECK(holds(query, "WHEN r_score BETWEEN 4 AND 5 AND f_score = 5 AND m_score BETWEEN 4 AND 5 THEN '高价值客户'"));
    CHECK(holds(query, "ELSE '沉睡客户'"));
}

TEST_CASE("what is missing or can't be done is said") {
    const auto refused = [](Request request, const std::string& word) {
        try {
            score_query(request, dialect_named("duckdb"));
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::usage);
            return holds(error.what(), word);
        }
        return false;
    };
    Request request = example_request();
    request.table.clear();
    CHECK(refused(request, "--table"));
    request = example_request();
    request.plan.customer.clear();
    CHECK(refused(request, "--customer"));
    request = example_request();
    request.plan.customer = "id,,email";
    CHECK(refused(request, "--customer"));
    request = example_request();
    request.plan.amount = "Quantity*UnitPrice";
    CHECK(refused(request, "--amount 'Quantity*UnitPrice'"));
    request = example_request();
    request.plan.order_id.clear();
    request.plan.cancel_prefix = "C";
    CHECK(refused(request, "--order-id"));
    request = example_request();
    request.plan.sort = Column::overdue_ratio;
    CHECK(refused(request, "--sort overdue_ratio"));
    request = example_request();
    request.plan.only_segments = {"nobody"};
    CHECK(refused(request, "--only 'nobody'"));
    request = example_request();
    request.amount_decimals = 7;
    CHECK(refused(request, "--decimals 7"));
}

TEST_CASE("ClickHouse works out once what is used several times, and no other engine needs to be told") {
    const auto arrays = [](const std::string& dialect, Method method, Form form, bool is_dated) {
        Request request = example_request();
        request.plan.method = method;
        request.form = form;
        if (is_dated) request.plan.as_of = parse_iso_day("2025-07-01");
        const std::string query = score_query(request, dialect_named(dialect));
        std::size_t count = 0;
        for (std::size_t at = query.find("groupArray("); at != std::string::npos;
             at = query.find("groupArray(", at + 1))
            ++count;
        return count;
    };
    CHECK(arrays("clickhouse", Method::quintile, Form::cut_points, true) == 1);  // targets
    CHECK(arrays("clickhouse", Method::r_rfm, Form::cut_points, true) == 1);
    CHECK(arrays("clickhouse", Method::ntile, Form::cut_points, true) == 4);   // boundaries, tie_widths, tie_targets
    CHECK(arrays("clickhouse", Method::ntile, Form::cut_points, false) == 5);  // time_frame
    CHECK(arrays("clickhouse", Method::ntile, Form::simple, false) == 1);
    for (const test::LexicalRules& rules : test::lexical_rules) {
        if (std::string_view(rules.dialect) == "clickhouse") continue;
        CAPTURE(rules.dialect);
        CHECK(arrays(rules.dialect, Method::ntile, Form::cut_points, false) == 0);
    }
}

TEST_CASE("SQLite has no time zones") {
    Request request = example_request();
    request.plan.time_zone = "Europe/Berlin";
    CHECK_THROWS_AS(score_query(request, dialect_named("sqlite")), Error);
    CHECK(holds(score_query(request, dialect_named("postgres")), "AT TIME ZONE 'Europe/Berlin'"));
}

TEST_CASE("a table for the orders names each column once") {
    Request request = example_request();
    request.plan.customer = "id,e-mail";
    request.plan.filters = {{true, "state", {"paid"}, false}, {false, "state", {"test"}, false}};
    CHECK(table_ddl(request, dialect_named("postgres")) ==
          "-- A table of orders that the query reads; written by rfm sql for PostgreSQL.\n"
          "CREATE TABLE \"shop\".\"orders\" (\n"
          "  \"id\" text,\n"
          "  \"e-mail\" text,\n"
          "  \"order_id\" text,\n"
          "  \"order_date\" DATE,\n"
          "  \"amount\" DECIMAL(15, 2),\n"
          "  \"state\" text\n"
          ");\n");
}

}  // namespace
}  // namespace rfm::sql
