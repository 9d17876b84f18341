// rfm sql: the query that SQLite runs over a table gives the bytes that score gives for the file.
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/sql_scores.h"
#include "support/catch.h"
#include "support/csv_table.h"
#include "support/files.h"
#include "support/generated_orders.h"
#include "support/program.h"

namespace rfm::test {
namespace {

using Words = std::vector<std::string>;

// Orders with what generate_orders has not: states, and ids with white space around them.
std::string orders_with_states(std::uint64_t seed, int customers, int rows) {
    GeneratedOrders wanted;
    wanted.seed = seed;
    wanted.customers = customers;
    wanted.rows = rows;
    std::string text = "customer_id,order_id,order_date,amount,state\n";
    Numbers numbers(seed);
    const char* const states[] = {"paid", "shipped", " paid ", "cancelled", "", "o'k"};
    for (CsvRow row : generate_orders(wanted)) {
        row[4] = states[numbers.below(6)];
        if (numbers.below(20) == 0) row[0] = " \xC2\xA0" + row[0] + "\t";
        if (numbers.below(30) == 0) row[0] = "\xE3\x80\x80";
        if (numbers.below(6) == 0 && !row[1].empty()) row[1] = "C" + row[1];
        text += csv_line(row);
    }
    return text;
}

// What SQLite's own CSV gives for the query over the file.
std::string run_query(const std::string& path, const std::string& query) {
    return run_sql(
        "CREATE TABLE orders (customer_id TEXT, order_id TEXT, order_date TEXT, amount NUMERIC, state TEXT);\n"
        ".mode csv\n.import --csv --skip 1 \"" +
        path + "\" orders\n.headers on\n.separator \",\" \"\\n\"\n" + query + ";\n");
}

Words columns_of(const Words& flags) {
    Words words = {"--customer", "customer_id", "--date", "order_date", "--order-id", "order_id"};
    bool monetary = true;
    for (const std::string& flag : flags) monetary = monetary && flag != "--no-monetary";
    if (monetary) words.insert(words.end(), {"--amount", "amount"});
    words.insert(words.end(), flags.begin(), flags.end());
    return words;
}

std::string query_for(Words flags, const Words& more) {
    Words words = {"sql", "--dialect", "sqlite", "--table", "orders"};
    flags = columns_of(flags);
    words.insert(words.end(), flags.begin(), flags.end());
    words.insert(words.end(), more.begin(), more.end());
    const Ran ran = rfm(words);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    CHECK(ran.err == "");
    return ran.out;
}

// Quotes are a writer's choice: SQLite puts them around more fields than need them.
std::string plain_csv(const std::string& text) {
    std::string plain;
    for (const CsvRow& row : parse_csv(text)) plain += csv_line(row);
    return plain;
}

void check_same_scores(const std::string& path, const Words& flags) {
    Words words = columns_of(flags);
    words.insert(words.begin(), {"score", path, "--quiet"});
    const Ran scores = rfm(words);
    INFO(scores.err);
    REQUIRE(scores.status == 0);
    for (const Words& form : {Words{}, Words{"--simple"}}) {
        CAPTURE(flags, form);
        check_same_text(plain_csv(scores.out), plain_csv(run_query(path, query_for(flags, form))));
    }
}

void check_same_counts(const std::string& path, const Words& flags) {
    CAPTURE(flags);
    const TemporaryFolder folder;
    Words words = columns_of(flags);
    words.insert(words.begin(), {"score", path, "--quiet", "-o", folder.file("scores.csv"), "--summary", "-"});
    const Ran scores = rfm(words);
    REQUIRE(scores.status == 0);
    const auto summary = nlohmann::json::parse(scores.out);
    const CsvTable counts(run_query(path, query_for(flags, {"--counts"})));
    REQUIRE(counts.size() == 1);
    for (const std::string& name : counts.header()) {
        CAPTURE(name);
        const auto& value = summary["rows"].contains(name) ? summary["rows"][name] : summary.at(name);
        if (name == "monetary_total" && !value.is_string()) continue;
        CHECK(counts.field(0, name) == (value.is_string() ? value.get<std::string>() : value.dump()));
    }
    CHECK(counts.header().size() == 15);
}

const Words methods[] = {
    {},
    {"--method", "ntile"},
    {"--method", "r-rfm"},
    {"--method", "cuts", "--r-cuts", "5,10,15,20", "--f-cuts", "1,2,5,10", "--m-cuts", "-50,0,100.255,250"},
    {"--method", "r-rfm", "--f-cuts", "1,2,5,10", "--m-cuts", "-50,0,100.255,250"}};

const Words row_flags[] = {{"--as-of", "2024-02-25"},
                           {"--since", "2024-02-15"},
                           {"--window", "15d"},
                           {"--window", "1m", "--as-of", "2024-03-31"},
                           {"--window", "1m", "--since", "2024-02-20"},
                           {"--refunds", "as-orders"},
                           {"--cancel-prefix", "C"},
                           {"--cancel-prefix", "C", "--refunds", "as-orders"},
                           {"--no-trim"},
                           {"--keep", "state=paid,o'k"},
                           {"--drop", "state=cancelled", "--drop", "state=shipped"},
                           {"--no-monetary"}};

TEST_CASE("sql: every method, in both forms, over many ties") {
    if (!has_sqlite()) return;
    const TemporaryFolder folder;
    // From fewer customers than scores on.
    for (const auto& [customers, rows] : {std::pair(2, 12), {4, 16}, {7, 60}, {60, 400}, {500, 5000}}) {
        const std::string path =
            folder.write("orders.csv", orders_with_states(static_cast<std::uint64_t>(rows), customers, rows));
        for (const Words& method : methods) check_same_scores(path, method);
    }
}

TEST_CASE("sql: what leaves rows out, and what the counts say of it") {
    if (!has_sqlite()) return;
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", orders_with_states(3, 80, 900));
    check_same_counts(path, {});
    for (const Words& flags : row_flags) {
        check_same_scores(path, flags);
        check_same_counts(path, flags);
    }
}

TEST_CASE("sql: bins, maps, labels, order and selection of the result") {
    if (!has_sqlite()) return;
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv", orders_with_states(4, 80, 900));
    for (const Words& method : {Words{}, Words{"--method", "ntile"}, Words{"--method", "r-rfm"}}) {
        for (const Words& more : {Words{"--bins", "10"},
                                  {"--bins", "2"},
                                  {"--map", "rf10"},
                                  {"--labels", "zh"},
                                  {"--sort", "monetary:desc"},
                                  {"--sort", "segment"},
                                  {"--sort", "rfm_score:desc"},
                                  {"--top", "7"},
                                  {"--only", "at-risk,potential"}}) {
            Words flags = method;
            flags.insert(flags.end(), more.begin(), more.end());
            check_same_scores(path, flags);
        }
    }
}

TEST_CASE("sql: the sample of the README") {
    if (!has_sqlite()) return;
    const TemporaryFolder folder;
    const CsvTable sample(read_file(project_file("data/orders.csv")));
    std::string text = "customer_id,order_id,order_date,amount,state\n";
    for (std::size_t i = 0; i < sample.size(); ++i) {
        text += csv_line({sample.field(i, "customer_id"), sample.field(i, "order_id"), sample.field(i, "order_date"),
                          sample.field(i, "amount"), sample.field(i, "status")});
    }
    const std::string path = folder.write("orders.csv", text);
    for (const Words& method : methods) check_same_scores(path, method);
    check_same_counts(path, {});
}

TEST_CASE("sql: an amount of more decimals, or none, and a missing day stop the query") {
    if (!has_sqlite()) return;
    const TemporaryFolder folder;
    const auto ran = [&](const std::string& rows, const Words& more) {
        const std::string path = folder.write("orders.csv", "customer_id,order_id,order_date,amount,state\n" + rows);
        return run(
            {"sqlite3", "-batch", "-bail", ":memory:"},
            "CREATE TABLE orders (customer_id TEXT, order_id TEXT, order_date TEXT, amount NUMERIC, state TEXT);\n"
            ".mode csv\n.import --csv --skip 1 \"" +
                path + "\" orders\nUPDATE orders SET amount = NULL WHERE amount = '';\n" + query_for({}, more) + ";\n");
    };
    for (const Words& form : {Words{}, Words{"--simple"}}) {
        CHECK(ran("a,1,2025-01-01,1.25,\n", form).err == "");
        const Ran precise = ran("a,1,2025-01-01,1.25,\nb,2,2025-01-01,1.255,\n", form);
        CHECK(precise.status != 0);
        CHECK(precise.err.find("more than 2 decimals (--decimals)") != std::string::npos);
        CHECK(precise.err.find("1.255") != std::string::npos);
        CHECK(ran("a,1,2025-01-01,,\n", form).err.find("an amount is missing") != std::string::npos);
        CHECK(ran("a,1,,5,\n", form).err.find("an order has no date that begins as 2025-01-31 does; its customer: a") !=
              std::string::npos);
        for (const char* const amount : {"\"1,5\"", "abc", "1.50 EUR", "1e999", "-1e999", "99999999999999.01",
                                         "-10000000000000", "9223372036854775807"}) {
            const Ran wrong = ran(std::string("a,1,2025-01-01,1.25,\nb,2,2025-01-01,") + amount + ",\n", form);
            CAPTURE(amount, wrong.out);
            CHECK(wrong.status != 0);
            CHECK(wrong.out == "");
            CHECK(wrong.err.find("rfm: an amount is missing, is no number, or has more than 2 decimals") !=
                  std::string::npos);
        }
        CHECK(ran("a,1,2025-01-01,\"1,5\",\n", form).err.find(": 1,5") != std::string::npos);
        CHECK(ran("a,1,2025-01-01,-9999999999999.99,\nb,2,2025-01-01,9999999999999.99,\n", form)
                  .out.find(",9999999999999.99,") != std::string::npos);
        for (const char* const date :
             {"2024-02-31", "now", "2460000", "2460000.5", "20240101", "2024-1-1", "2024-01-011", "2024-01-01Z",
              "2024-13-01", "23:30", "01/02/2024", " 2024-01-01"}) {
            const Ran wrong = ran(std::string("a,1,2025-01-01,5,\nb,2,") + date + ",5,\n", form);
            CAPTURE(date, wrong.out);
            CHECK(wrong.status != 0);
            CHECK(wrong.out == "");
            CHECK(wrong.err.find("rfm: an order has no date that begins as 2025-01-31 does; its customer: b") !=
                  std::string::npos);
        }
        // Nobody's order is not looked at.
        CHECK(ran("a,1,2025-01-01,1.25,\n,2,,1.255,\n", form).err == "");
    }
    Words three = {"--decimals", "3"};
    CHECK(ran("a,1,2025-01-01,1.25,\nb,2,2025-01-01,1.255,\n", three).out.find(",1.250,") != std::string::npos);
}

TEST_CASE("sql: of a time with an offset, SQLite takes the day that is written") {
    if (!has_sqlite()) return;
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv",
                                          "customer_id,order_id,order_date,amount,state\n"
                                          "a,1,2024-01-01 23:30:00-05:00,5,\nb,2,2024-01-02T00:30:00+09:00,7,\n"
                                          "c,3,2024-02-29,6,\nd,4,2023-12-31 23:59:59.999,8,\n");
    const CsvTable scores(run_query(path, query_for({}, {})));
    REQUIRE(scores.size() == 4);
    const char* const days[] = {"2024-01-01", "2024-01-02", "2024-02-29", "2023-12-31"};
    for (std::size_t i = 0; i < 4; ++i) CHECK(scores.field(i, "last_order_date") == days[i]);
    CHECK(scores.field(0, "recency_days") == "60");
}

TEST_CASE("sql: what is no amount and no day in SQLite is counted, and moves no day") {
    if (!has_sqlite()) return;
    const TemporaryFolder folder;
    const std::string path = folder.write("orders.csv",
                                          "customer_id,order_id,order_date,amount,state\n"
                                          "a,1,2024-01-01,5,\nb,2,2024-01-02,7,\n"
                                          "a,3,2024-05-01,\"1,5\",\nb,4,2024-05-02,abc,\nb,5,2024-05-03,1e999,\n"
                                          "c,6,2024-05-04,99999999999999.01,\nc,7,2024-02-31,5,\nc,8,now,5,\n"
                                          ",9,2024-05-05,abc,\n");
    for (const Words& flags : {Words{}, Words{"--refunds", "as-orders"}}) {
        const CsvTable counts(run_query(path, query_for(flags, {"--counts"})));
        REQUIRE(counts.size() == 1);
        CHECK(counts.field(0, "as_of") == "2024-01-03");
        CHECK(counts.field(0, "read") == "9");
        CHECK(counts.field(0, "rejected") == "6");
        CHECK(counts.field(0, "guest") == "1");
        CHECK(counts.field(0, "used") == "2");
        CHECK(counts.field(0, "customers") == "2");
        CHECK(counts.field(0, "monetary_total") == "12.00");
    }
}

void check_usage(Words flags, const std::string& message) {
    flags.insert(flags.begin(), "sql");
    const Ran ran = rfm(flags);
    CHECK(ran.status == 64);
    CHECK(ran.out == "");
    CHECK(ran.err == "rfm: " + message + "\n");
}

TEST_CASE("sql: what is missing, unknown or about files is refused") {
    check_usage({}, "--dialect: is needed, as in --dialect duckdb; see rfm sql --help");
    check_usage(
        {"--dialect", "mysql"},
        "--dialect 'mysql': must be one of bigquery, clickhouse, duckdb, postgres, snowflake, spark, sqlite, trino");
    check_usage({"--dialect", "duckdb"}, "--table: is needed, as in --table shop.orders");
    check_usage({"--dialect", "duckdb", "--table", "orders"},
                "--customer: is needed: a table's columns are not guessed");
    check_usage({"--dialect", "duckdb", "--table", "orders", "--customer", "c", "--date", "d", "--amount", "a",
                 "--decimals", "x"},
                "--decimals 'x': must be 0 to 6");
    Words zone = {"--dialect", "sqlite", "--table",  "orders", "--customer", "c",
                  "--date",    "d",      "--amount", "a",      "--tz",       "UTC"};
    check_usage(zone, "--tz: SQLite knows no time zones; give a column with the days of the zone");
    zone.emplace_back("--ddl");
    check_usage(zone, "--tz: SQLite knows no time zones; give a column with the days of the zone");
}

TEST_CASE("sql: flags that go not together, and columns of two meanings, are refused") {
    const auto refused = [](const Words& more, const std::string& message) {
        Words words = {"--dialect", "duckdb", "--table", "t", "--customer", "c", "--date", "d", "--amount", "a"};
        words.insert(words.end(), more.begin(), more.end());
        check_usage(words, message);
    };
    refused({"--ddl", "--counts"}, "--ddl and --counts: go not together; leave one out; see rfm sql --help");
    refused({"--ddl", "--simple"}, "--ddl and --simple: go not together; leave one out; see rfm sql --help");
    for (const Words& other : {Words{"--simple"}, {"--top", "3"}, {"--only", "at-risk"}, {"--sort", "segment"}}) {
        Words words = other;
        words.emplace_back("--counts");
        refused(words, "--counts and " + other[0] + ": go not together; leave one out; see rfm sql --help");
    }
    const char* const usual =
        "must be one of customer_id, last_order_date, recency_days, frequency, monetary, r_score, f_score, m_score, "
        "rfm_score, segment";
    refused({"--sort", "overdue_ratio:desc"}, std::string("--sort 'overdue_ratio': ") + usual);
    refused({"--sort", "x"}, std::string("--sort 'x': ") + usual);

    const auto check_roles = [](const Words& columns, const std::string& message) {
        for (const Words& more : {Words{}, Words{"--ddl"}, Words{"--counts"}}) {
            Words words = {"--dialect", "duckdb", "--table", "t"};
            words.insert(words.end(), columns.begin(), columns.end());
            words.insert(words.end(), more.begin(), more.end());
            check_usage(words, message);
        }
    };
    check_roles({"--customer", "c", "--date", "c", "--amount", "a"}, "--customer and --date 'c': must be two columns");
    check_roles({"--customer", "c,d", "--date", "d", "--no-monetary"},
                "--customer and --date 'd': must be two columns");
    check_roles({"--customer", "c", "--date", "d", "--amount", "d"}, "--date and --amount 'd': must be two columns");
    check_roles({"--customer", "c", "--date", "d", "--amount", "c"},
                "--customer and --amount 'c': must be two columns");
    check_roles({"--customer", "c", "--date", "d", "--amount", "a", "--order-id", "a"},
                "--amount and --order-id 'a': must be two columns");
    // What a customer buys on one day is one order.
    CHECK(rfm({"sql", "--dialect", "duckdb", "--table", "t", "--customer", "c", "--date", "d", "--amount", "a",
               "--order-id", "d", "--ddl"})
              .out.find("  \"d\" DATE,\n  \"a\" DECIMAL(15, 2)\n") != std::string::npos);
}

TEST_CASE("sql: a flag of score that no query can honour is refused by its name") {
    const auto check_flag = [](const Words& flag, const std::string& why) {
        Words words = {"--dialect", "duckdb", "--table", "t", "--customer", "c", "--date", "d", "--amount", "a"};
        words.insert(words.end(), flag.begin(), flag.end());
        check_usage(words, flag[0] + ": " + why + "; see rfm sql --help");
    };
    for (const Words& flag : std::vector<Words>{{"--delimiter", ","},
                                                {"--encoding", "gbk"},
                                                {"--decimal", ","},
                                                {"--date-format", "dmy"},
                                                {"--sheet", "1"},
                                                {"--preset", "shopify"},
                                                {"--threads", "2"},
                                                {"--memory-limit", "1G"},
                                                {"--config", "x.toml"}}) {
        check_flag(flag, "no file is read; leave it out");
    }
    for (const Words& flag : std::vector<Words>{{"--rates", "x.csv"},
                                                {"--currency", "EUR"},
                                                {"--currency-column", "Currency"},
                                                {"--refund", "Refunded"},
                                                {"--dedupe"},
                                                {"--columns", "customer_id"},
                                                {"--weights", "1,1,1"},
                                                {"--customer-case", "fold"},
                                                {"--amount-per", "order"}}) {
        check_flag(flag, "the query doesn't do it; put that into a view of the table");
    }
    check_usage({"orders.csv"}, "The following argument was not expected: orders.csv; see rfm sql --help");
    const std::string help = rfm({"sql", "--help"}, "").out;
    CHECK(help.find("--delimiter") == std::string::npos);
    CHECK(help.find("Quantity*UnitPrice") == std::string::npos);
    CHECK(help.find("one of the ten columns, with :desc") != std::string::npos);
    CHECK(help.find("Usage: rfm sql [OPTIONS]\n") != std::string::npos);
}

TEST_CASE("sql: a zone that there is not is refused") {
    const Ran ran = rfm({"sql", "--dialect", "duckdb", "--table", "orders", "--customer", "c", "--date", "d",
                         "--amount", "a", "--tz", "Europe/Nowhere"});
    CHECK(ran.status == 64);
    CHECK(ran.err.find("Europe/Nowhere") != std::string::npos);
}

}  // namespace
}  // namespace rfm::test
