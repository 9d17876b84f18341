// --columns, --weights, --only, --top: what is written of the scores, compared with SQLite.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "cli/published_scores.h"
#include "cli/sql_scores.h"
#include "support/generated_orders.h"

namespace rfm::test {
namespace {

const char* const every_column =
    "customer_id,first_order_date,tenure_days,average_order_value,mean_gap_days,overdue_ratio,monetary_share,"
    "recency_percentile,frequency_percentile,monetary_percentile,weighted_score";

// A quotient in units of 10^-places, rounded half away from zero, as decimal text; all in SQLite's 64-bit integers.
std::string sql_rounded(const std::string& dividend, const std::string& divisor, int places) {
    const std::string magnitude = "((abs(" + dividend + ") + (" + divisor + ") / 2) / (" + divisor + "))";
    std::string unit = "1";
    for (int i = 0; i < places; ++i) unit += '0';
    return "(CASE WHEN " + dividend + " < 0 AND " + magnitude + " > 0 THEN '-' ELSE '' END || printf('%d.%0" +
           std::to_string(places) + "d', " + magnitude + " / " + unit + ", " + magnitude + " % " + unit + "))";
}

std::string sql_columns(const SqlSource& source) {
    const auto percentile = [](const char* order) {
        const std::string hundredths =
            std::string("((rank() OVER (ORDER BY ") + order + ") - 1) * 10000 / count(*) OVER ())";
        return "printf('%d.%02d', " + hundredths + " / 100, " + hundredths + " % 100)";
    };
    const auto score = [](const char* column) {
        return std::string("(1 + (5 * (rank() OVER (ORDER BY ") + column + ") - 1)) / count(*) OVER ())";
    };
    const std::string tenths =
        "(2 * " + score("last_day") + " + 3 * " + score("orders") + " + 5 * " + score("money") + ")";
    return run_sql(sql_orders(source) + "SELECT '" + every_column + "';\nWITH a AS (" + sql_customers() +
                   "), c AS (SELECT *, CAST(julianday((SELECT date(max(day), '+1 day') FROM o WHERE amount >= 0)) - "
                   "julianday(first_day) AS INTEGER) AS tenure,\n"
                   "  CAST(julianday(last_day) - julianday(first_day) AS INTEGER) AS active FROM a)\n"
                   "SELECT " +
                   sql_id_field() + " || ',' || first_day || ',' || tenure || ',' || " +
                   sql_rounded("money", "orders * 10000", 2) + " || ',' || CASE WHEN orders > 1 THEN " +
                   sql_rounded("active * 100", "(orders - 1)", 2) +
                   " ELSE '' END || ',' || CASE WHEN orders > 1 AND active > 0 THEN " +
                   sql_rounded("(tenure - active) * (orders - 1) * 100", "active", 2) + " ELSE '' END || ',' || " +
                   sql_rounded("money / 10000 * 100000000", "(SELECT sum(money) / 10000 FROM a)", 8) + " || ',' || " +
                   percentile("last_day") + " || ',' || " + percentile("orders") + " || ',' || " + percentile("money") +
                   " || ',' || printf('%d.%d', " + tenths + " / 10, " + tenths + " % 10)\nFROM c ORDER BY id;\n");
}

TEST_CASE("columns: every one on demand agrees with SQLite, in memory and through files") {
    if (!has_sqlite()) return;
    const TemporaryFolder folder;
    GeneratedOrders wanted;
    for (wanted.seed = 11; wanted.seed <= 13; ++wanted.seed) {
        wanted.days = wanted.seed == 11 ? 40 : 700;
        SqlSource source;
        source.path = folder.write("orders.csv", orders_text(generate_orders(wanted)));
        source.columns = 5;
        source.customer = "c1";
        source.order_id = "c2";
        source.day = "c3";
        source.amount = "c4";
        const std::string expected = sql_columns(source);
        for (const char* limit : {"32M", "4G"}) {
            const std::string ours =
                scored({source.path, "--columns", every_column, "--weights", "0.2,0.3,0.5", "--memory-limit", limit});
            check_same_text(ours, expected);
        }
    }
}

// The rows of the usual output whose segment is among those, first so many in the order of a column.
std::string selected(const std::string& all, const std::vector<std::string>& segments, std::size_t most) {
    const CsvTable table(all);
    std::string text = csv_line(table.header());
    std::size_t taken = 0;
    for (const CsvRow& row : table.rows()) {
        const bool wanted =
            segments.empty() || std::find(segments.begin(), segments.end(), row.back()) != segments.end();
        if (wanted && taken++ < most) text += csv_line(row);
    }
    return text;
}

TEST_CASE("only and top: some rows of what is written else, for every method and order") {
    const TemporaryFolder folder;
    GeneratedOrders wanted;
    wanted.customers = 9000;  // more than a piece of output
    wanted.rows = 30000;
    const std::string orders = folder.write("orders.csv", orders_text(generate_orders(wanted)));
    for (const char* method : {"quintile", "ntile"}) {
        for (const char* sort : {"customer_id", "customer_id:desc", "monetary:desc", "average_order_value",
                                 "overdue_ratio:desc", "first_order_date", "recency_percentile:desc"}) {
            const std::vector<std::string> flags = {orders, "--method", method, "--sort", sort};
            const auto with = [&](std::vector<std::string> more) {
                more.insert(more.begin(), flags.begin(), flags.end());
                return scored(more);
            };
            const std::string all = with({});
            CAPTURE(method, sort);
            CHECK(with({"--only", "at-risk,high-value"}) == selected(all, {"at-risk", "high-value"}, ~std::size_t{0}));
            CHECK(with({"--top", "4500"}) == selected(all, {}, 4500));
            CHECK(with({"--top", "7", "--only", "sleeping"}) == selected(all, {"sleeping"}, 7));
            CHECK(with({"--top", "1000000"}) == all);
        }
    }
}

TEST_CASE("top: without an order, those of the most money") {
    const std::string orders = "customer,date,amount\na,2025-01-02,1\nb,2025-01-03,9\nc,2025-01-01,5\nc,2025-01-01,1\n";
    const std::string header =
        "customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n";
    CHECK(scored({"--top", "2"}, orders) == header +
                                                "b,2025-01-03,1,1,9,4,1,4,414,potential\n"
                                                "c,2025-01-01,3,2,6,1,4,2,142,at-risk\n");
    CHECK(scored({"--top", "1", "--sort", "customer_id"}, orders) ==
          header + "a,2025-01-02,2,1,1,2,1,1,211,sleeping\n");
    CHECK(scored({"--top", "1", "--no-monetary", "--columns", "customer_id,frequency"}, orders) ==
          "customer_id,frequency\nc,2\n");
}

TEST_CASE("selection: what makes no sense is refused") {
    const std::string orders = "customer,date,amount\na,2025-01-02,1\n";
    const auto refused = [&](const std::vector<std::string>& flags, const std::string& words) {
        std::vector<std::string> arguments = {"score"};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        const Ran ran = rfm(arguments, orders);
        CHECK(ran.status == 64);
        CHECK(ran.out == "");
        CHECK_THAT(ran.err, Catch::Contains(words));
    };
    refused({"--columns", "customer_id,recency"}, "--columns 'recency': must be some of customer_id, ");
    refused({"--columns", "customer_id,frequncy"}, "; did you mean frequency\n");
    refused({"--columns", "segment,segment"}, "segment stands there twice");
    refused({"--columns", "weighted_score"}, "weighted_score: needs --weights, as in --weights 0.2,0.3,0.5");
    refused({"--sort", "weighted_score"}, "weighted_score: needs --weights");
    refused({"--weights", "1,1,1"}, "--weights: are for the column weighted_score; ask for it with --columns");
    refused({"--columns", "weighted_score", "--weights", "1,1"}, "--weights: must be three, of R, F and M");
    refused({"--columns", "weighted_score", "--weights", "1,1,1", "--no-monetary"}, "--weights: must be two");
    refused({"--columns", "weighted_score", "--weights", "1,-1,1"}, "--weights '1,-1,1': must be numbers from 0 to");
    refused({"--columns", "average_order_value", "--no-monetary"},
            "--columns average_order_value: there are no amounts with --no-monetary");
    refused({"--sort", "monetary_share", "--no-monetary"}, "there is no amount to sort by");
    refused({"--only", "hi-value"}, "--only 'hi-value': there is no such segment; there are high-value, potential, ");
    refused({"--only", "sleeping", "--bins", "4"}, "--only: there are no segments without a map");
    refused({"--top", "0"}, "--top '0': must be a number of customers, 1 or more");
    refused({"--top", "5%"}, "--top '5%': must be");
}

}  // namespace
}  // namespace rfm::test
