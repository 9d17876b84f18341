// The default method as SQL, run by SQLite over the same CSV file: an engine that shares no line with the program.
#pragma once

#include <string>

#include "support/catch.h"
#include "support/csv_table.h"
#include "support/files.h"
#include "support/program.h"

namespace rfm::test {

// How a file's columns become those of an order row, as SQL expressions over the imported text columns c1, c2, ...
struct SqlSource {
    std::string path;
    int columns = 0;
    bool has_header = true;
    std::string customer;
    std::string order_id = "''";
    std::string day;  // YYYY-MM-DD
    std::string amount;
    int decimals = 2;   // with which amounts are written
    std::string as_of;  // YYYY-MM-DD; empty: the day after the latest purchase
    bool ntile = false;
};

inline bool has_sqlite() {
    if (run({"sqlite3", "--version"}).status == 0) return true;
    WARN("skipped: sqlite3 is not installed (scripts/setup installs it)");
    return false;
}

// '4-5' or '3' or '*' of a segment map as a condition.
inline std::string sql_condition(const std::string& column, const std::string& scores) {
    if (scores == "*") return "1";
    const std::size_t dash = scores.find('-');
    if (dash == std::string::npos) return column + " = " + scores;
    return column + " BETWEEN " + scores.substr(0, dash) + " AND " + scores.substr(dash + 1);
}

// The default map as CASE: the first row that matches wins in both.
inline std::string sql_segments() {
    const CsvTable map(read_file(project_file("data/maps/value.csv")));
    std::string text = "CASE";
    for (std::size_t i = 0; i < map.size(); ++i) {
        text += " WHEN " + sql_condition("r", map.field(i, "r")) + " AND " + sql_condition("f", map.field(i, "f")) +
                " AND " + sql_condition("m", map.field(i, "m")) + " THEN '" + map.field(i, "segment") + "'";
    }
    return text + " END";
}

// Decimal text to an integer of 10^-6, by cutting the text: a REAL would not be exact.
inline std::string sql_scaled(const std::string& text) {
    const std::string digits = "ltrim(" + text + ", '-')";
    const std::string point = "instr(" + digits + " || '.', '.')";
    return "(CASE WHEN " + text + " LIKE '-%' THEN -1 ELSE 1 END * (CAST(substr(" + digits + ", 1, " + point +
           " - 1) AS INTEGER) * 1000000 + CAST(substr(substr(" + digits + ", " + point +
           " + 1) || '000000', 1, 6) AS INTEGER)))";
}

// SQL that reads the source into a table `o` of order rows, amounts as integers of 10^-6.
inline std::string sql_orders(const SqlSource& source) {
    std::string create;
    for (int i = 1; i <= source.columns; ++i) create += (i == 1 ? "c" : ", c") + std::to_string(i) + " TEXT";
    return "CREATE TABLE raw (" + create + ");\n.mode csv\n.import --csv" + (source.has_header ? " --skip 1" : "") +
           " \"" + source.path + "\" raw\n.mode list\n.headers off\n" + "CREATE TABLE o AS SELECT " + source.customer +
           " AS id, " + source.order_id + " AS order_id, " + source.day + " AS day, " +
           sql_scaled("(" + source.amount + ")") + " AS amount FROM raw;\n" +
           (source.as_of.empty() ? "" : "DELETE FROM o WHERE day > '" + source.as_of + "';\n");
}

// One row a scored customer: id, last_day, first_day, orders, money.
inline const char* sql_customers() {
    return "SELECT id, max(CASE WHEN amount >= 0 THEN day END) AS last_day,\n"
           "  min(CASE WHEN amount >= 0 THEN day END) AS first_day,\n"
           "  count(DISTINCT CASE WHEN amount >= 0 AND order_id <> '' THEN order_id END)\n"
           "    + sum(amount >= 0 AND order_id = '') AS orders,\n"
           "  sum(amount) AS money FROM o WHERE id <> '' GROUP BY id HAVING last_day IS NOT NULL";
}

// An id as a field of CSV.
inline const char* sql_id_field() {
    return "CASE WHEN id GLOB '*[,\"' || char(10) || char(13) || ']*'\n"
           "  THEN '\"' || replace(id, '\"', '\"\"') || '\"' ELSE id END\n";
}

// What SQLite prints for a script.
inline std::string run_sql(const std::string& script) {
    const Ran ran = run({"sqlite3", "-batch", "-bail", ":memory:"}, script);
    INFO(ran.err);
    REQUIRE(ran.err == "");
    REQUIRE(ran.status == 0);
    return ran.out;
}

// The text that `rfm score` should write for the source.
inline std::string sql_scores(const SqlSource& source) {
    const std::string r_order = source.ntile ? "NTILE(5) OVER (ORDER BY last_day, id)"
                                             : "1 + (5 * (rank() OVER (ORDER BY last_day) - 1)) / count(*) OVER ()";
    const auto score = [&](const std::string& column) {
        return source.ntile ? "NTILE(5) OVER (ORDER BY " + column + ", id)"
                            : "1 + (5 * (rank() OVER (ORDER BY " + column + ") - 1)) / count(*) OVER ()";
    };
    std::string unit = "1";
    for (int i = source.decimals; i < 6; ++i) unit += '0';
    std::string whole = "1";
    for (int i = 0; i < source.decimals; ++i) whole += '0';
    const std::string fraction = source.decimals == 0 ? ""
                                                      : " || printf('.%0" + std::to_string(source.decimals) +
                                                            "d', abs(money) / " + unit + " % " + whole + ")";
    const std::string as_of =
        source.as_of.empty() ? "(SELECT date(max(day), '+1 day') FROM o WHERE amount >= 0)" : "'" + source.as_of + "'";
    const std::string script =
        sql_orders(source) +
        "SELECT 'customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment"
        "';\n"
        "WITH c AS (" +
        sql_customers() +
        "),\n"
        "s AS (SELECT *, " +
        r_order + " AS r, " + score("orders") + " AS f, " + score("money") +
        " AS m,\n"
        "  CAST(julianday(" +
        as_of +
        ") - julianday(last_day) AS INTEGER) AS recency FROM c)\n"
        "SELECT " +
        sql_id_field() +
        "  || ',' || last_day || ',' || recency || ',' || orders || ','\n"
        "  || CASE WHEN money < 0 THEN '-' ELSE '' END || (abs(money) / 1000000)" +
        fraction +
        "\n"
        "  || ',' || r || ',' || f || ',' || m || ',' || r || f || m || ',' || " +
        sql_segments() + "\nFROM s ORDER BY id;\n";
    return run_sql(script);
}

// Compares byte by byte and shows the first line that differs rather than two whole files.
inline void check_same_text(const std::string& ours, const std::string& theirs) {
    if (ours == theirs) {
        SUCCEED();
        return;
    }
    std::size_t at = 0;
    while (at < ours.size() && at < theirs.size() && ours[at] == theirs[at]) ++at;
    const auto line = [&](const std::string& text) {
        const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
        return text.substr(begin, text.find('\n', at) - begin);
    };
    INFO("ours:   " << line(ours));
    INFO("theirs: " << line(theirs));
    FAIL_CHECK("the texts differ from byte " << at << " on; sizes " << ours.size() << " and " << theirs.size());
}

}  // namespace rfm::test
