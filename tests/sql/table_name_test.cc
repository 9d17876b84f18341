#include "sql/table_name.h"

#include <rfm/error.h>

#include "support/catch.h"

namespace rfm::sql {
namespace {

using Parts = std::vector<std::string>;

TEST_CASE("a table's name is split at points, but not inside quotes") {
    CHECK(split_name("orders") == Parts{"orders"});
    CHECK(split_name("lake.shop.orders") == Parts{"lake", "shop", "orders"});
    CHECK(split_name("\"my.shop\".orders") == Parts{"my.shop", "orders"});
    CHECK(split_name("shop.\"a\"\"b.c\"") == Parts{"shop", "a\"b.c"});
    CHECK(split_name("shop.a\"b") == Parts{"shop", "a\"b"});
    CHECK(split_name("my shop.orders;") == Parts{"my shop", "orders;"});
}

TEST_CASE("a name that is not whole is refused") {
    for (const char* const name : {"", ".", "a.", ".a", "a..b", "\"", "\"a", "\"a\"b", "\"\"", "a.\"\"", "\"a\"."}) {
        CAPTURE(name);
        CHECK_THROWS_AS(split_name(name), Error);
    }
}

TEST_CASE("each part is quoted by itself") {
    CHECK(quoted_table(dialect_named("duckdb"), "shop.or\"ders") == "\"shop\".\"or\"\"ders\"");
    CHECK(quoted_table(dialect_named("spark"), "shop.orders") == "`shop`.`orders`");
    CHECK(quoted_table(dialect_named("bigquery"), "my-project.shop.orders") == "`my-project`.`shop`.`orders`");
}

TEST_CASE("a table may be called as a step of the query when its schema is given") {
    CHECK_THROWS_AS(quoted_table(dialect_named("duckdb"), "Customers"), Error);
    CHECK_THROWS_AS(quoted_table(dialect_named("duckdb"), "source_rows"), Error);
    CHECK(quoted_table(dialect_named("duckdb"), "shop.customers") == "\"shop\".\"customers\"");
    CHECK(quoted_table(dialect_named("duckdb"), "orders") == "\"orders\"");
}

}  // namespace
}  // namespace rfm::sql
